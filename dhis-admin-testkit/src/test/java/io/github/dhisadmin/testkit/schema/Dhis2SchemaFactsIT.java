package io.github.dhisadmin.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the test databases with what was read from databases that DHIS2's own migrations made.
 * Names of constraints and indexes do not matter: they differ between databases of one version that
 * were upgraded along different ways.
 */
class Dhis2SchemaFactsIT {
  @RegisterExtension static Dhis2DatabaseExtension db = Dhis2DatabaseExtension.v242();

  private static final String READ_FACTS =
      """
      select 'sequence ' || sequence_name
      from information_schema.sequences where sequence_schema = 'public'
      union
      select 'trigger ' || trigger_name
      from information_schema.triggers where trigger_schema = 'public'
      union
      select 'column ' || c.table_name || '.' || c.column_name || ' ' || c.data_type
        || coalesce('(' || c.character_maximum_length || ')', '')
        || case when c.is_nullable = 'NO' then ' not null' else '' end
        || coalesce(' default ' || c.column_default, '')
        || coalesce(' generated as ' || c.generation_expression, '')
      from information_schema.columns c
      join information_schema.tables t
        on t.table_schema = c.table_schema and t.table_name = c.table_name
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.column_name <> 'geometry' and c.table_name <> 'spatial_ref_sys'
      union
      select 'key ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
      from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
        and conrelid::regclass::text not in ('-', 'spatial_ref_sys')
      union
      select 'index ' || indrelid::regclass || ' ' || case when indisunique then 'unique ' else '' end
        || substring(pg_get_indexdef(indexrelid) from ' USING (.*)')
      from pg_index i
      join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'public'::regnamespace
        and not exists (
          select from pg_constraint k
          where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
      """;

  @ParameterizedTest
  @EnumSource
  void test_database_has_the_columns_keys_and_indexes_of_its_version(Shape shape)
      throws IOException, SQLException {
    List<String> expected = expectedFacts(shape);

    assertThat(expected).hasSizeGreaterThan(3000);
    assertThat(actualFacts(shape)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> expectedFacts(Shape shape) throws IOException {
    String resource = "facts-" + shape.version() + ".txt";
    try (InputStream facts = Dhis2SchemaFactsIT.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(facts).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static List<String> actualFacts(Shape shape) throws SQLException {
    List<String> facts = new ArrayList<>();
    try (Connection connection = db.database(shape).dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(READ_FACTS)) {
      while (rows.next()) {
        facts.add(rows.getString(1));
      }
    }
    return facts;
  }
}
