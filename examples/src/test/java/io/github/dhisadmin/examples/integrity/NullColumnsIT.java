package io.github.dhisadmin.examples.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.demo.MetadataDemo;
import io.github.dhisadmin.testkit.demo.MetadataSize;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Shape;
import io.github.dhisadmin.testkit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every check on metadata in which whatever may be null is. */
class NullColumnsIT {
  private static final int PLANTED = 4;

  private static final String NULLABLE_COLUMNS =
      "select quote_ident(c.table_name), string_agg(quote_ident(c.column_name) || ' = null', ', ')"
          + " from information_schema.columns c join information_schema.tables t"
          + " on t.table_schema = c.table_schema and t.table_name = c.table_name"
          + " where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'"
          + " and c.is_nullable = 'YES' and c.is_generated = 'NEVER' group by 1 order by 1";

  @ParameterizedTest
  @EnumSource
  void no_check_fails_or_disagrees_with_itself(Shape shape) {
    MetadataDemo metadata = MetadataDemo.of(MetadataSize.small()).planting(PLANTED);
    try (Dhis2Database database = TestPostgres.create(shape, metadata::loadInto)) {
      clear(
          database,
          " where ctid in (select ctid from %1$s tablesample bernoulli (50) repeatable (1))");
      assertAllRan(database);

      clear(database, "");
      assertAllRan(database);
    }
  }

  private static void clear(Dhis2Database database, String where) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> updates = new ArrayList<>();
      try (ResultSet tables = statement.executeQuery(NULLABLE_COLUMNS)) {
        while (tables.next()) {
          updates.add(
              "update %1$s set ".formatted(tables.getString(1))
                  + tables.getString(2)
                  + where.formatted(tables.getString(1)));
        }
      }
      assertThat(updates).hasSizeGreaterThan(50);
      for (String update : updates) {
        statement.execute(update);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertAllRan(Dhis2Database database) {
    CheckSelection all = CheckSelection.of("seed", "extended").includeSlow();
    try (DhisAdmin admin =
        DhisAdmin.builder().persistence(JooqPersistence.of(database.dataSource())).build()) {
      List<CheckOutcome> details = admin.integrity().details(all).outcomes();

      assertThat(details)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.status())
                    .as(outcome.toString())
                    .isIn(CheckStatus.PASSED, CheckStatus.ISSUES, CheckStatus.SKIPPED);
                assertThat(outcome.issues()).hasSize(Math.toIntExact(outcome.count()));
              });
      assertThat(admin.integrity().summary(all).outcomes())
          .extracting(CheckOutcome::count)
          .containsExactlyElementsOf(details.stream().map(CheckOutcome::count).toList());
    }
  }
}
