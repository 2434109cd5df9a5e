package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an incremental run builds, and what it leaves as it is. */
class IncrementalUpdateIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.dataElement("Cases");
    fixture.dataSet("Monthly set").organisationUnits(CLINIC);
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    writeValues();
    database.update(incremental());
  }

  @BeforeEach
  void build_tables_of_two_years() {
    database.clear();
    writeValues();
    database.update(onSameMetadata());
  }

  private static void writeValues() {
    fixture.dataValue("Cases", "202301", CLINIC).value("1");
    fixture.dataValue("Cases", "202401", CLINIC).value("2");
    fixture.dataValue("Cases", "202401", OTHER_CLINIC).value("3");
    fixture.completeRegistration(
        "Monthly set", "202301", CLINIC, LocalDateTime.of(2023, 2, 1, 8, 0));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void first_run_builds_everything_as_it_is_new() {
    database.execute(
        "drop table analytics cascade", "delete from dhis_admin.partition_fingerprint");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "BUILT NEW")
        .containsEntry("analytics_2024", "BUILT NEW")
        .containsEntry("analytics_completenesstarget", "BUILT NOT_KNOWN");
  }

  @Test
  void nothing_is_built_and_every_table_is_the_same_if_nothing_changed() {
    List<String> before = relations();

    AnalyticsTableResult result = database.update(onSameMetadata());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(partitions(result))
        .containsKeys(
            "analytics_2023",
            "analytics_2024",
            "analytics_completeness_2023",
            "analytics_completenesstarget",
            "analytics_orgunittarget")
        .allSatisfy((name, outcome) -> assertThat(outcome).isEqualTo("UNCHANGED SAME_SOURCES"));
    assertThat(relations()).isEqualTo(before);
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void unchanged_table_says_how_many_rows_it_has() {
    assertThat(rowsOf(database.update(onSameMetadata()), "analytics_2024")).isEqualTo(2);
  }

  @Test
  void year_of_a_changed_value_is_built_alone() {
    String old = relation("analytics_2023");
    database.execute("update datavalue set value = '4' where value = '3'");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "UNCHANGED SAME_SOURCES")
        .containsEntry("analytics_2024", "BUILT TOO_MANY_CHANGES")
        .containsEntry("analytics_completeness_2023", "UNCHANGED SAME_SOURCES");

    assertThat(relation("analytics_2023")).isEqualTo(old);
    assertThat(database.value("select sum(value) from analytics")).isEqualTo("7");
    assertThat(
            database.rows(
                "select inhrelid::regclass from pg_inherits where inhparent ="
                    + " 'analytics'::regclass order by 1"))
        .containsExactlyInAnyOrder("analytics_2023", "analytics_2024");
  }

  @Test
  void source_row_that_was_written_again_as_it_was_changes_nothing_but_has_to_be_looked_at() {
    database.execute("update datavalue set comment = 'seen' where value = '3'");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "UNCHANGED SAME_SOURCES")
        .containsEntry("analytics_2024", "UNCHANGED SAME_ROWS");
    assertThat(partitions(database.update(onSameMetadata())))
        .as("what was looked at once")
        .containsEntry("analytics_2024", "UNCHANGED SAME_SOURCES");
  }

  @Test
  void table_whose_pages_were_written_again_is_as_it_was() throws SQLException {
    // Not within a transaction.
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum full freeze datavalue");
    }

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2024", "UNCHANGED SAME_SOURCES");
  }

  @Test
  void change_that_only_a_query_between_sees_is_noticed() {
    database.execute(
        "update datavalue set value = '9' where value = '3'",
        "update datavalue set value = '3' where value = '2'",
        "update datavalue set value = '2' where value = '9'");

    assertThat(partitions(database.update(onSameMetadata())))
        .as("two values that have changed places")
        .containsEntry("analytics_2024", "BUILT TOO_MANY_CHANGES");
  }

  @Test
  void column_of_a_source_table_that_changed_its_name_makes_its_tables_doubtful() {
    exchangeColumnsOfDataSets();
    try {
      assertThat(partitions(database.update(onSameMetadata())).get("analytics_completeness_2023"))
          .isNotEqualTo("UNCHANGED SAME_SOURCES");
    } finally {
      exchangeColumnsOfDataSets();
    }
  }

  private static void exchangeColumnsOfDataSets() {
    database.execute(
        "alter table dataset rename column timelydays to x",
        "alter table dataset rename column expirydays to timelydays",
        "alter table dataset rename column x to expirydays");
  }

  @Test
  void value_that_was_removed_from_the_database_is_noticed() {
    database.execute("delete from datavalue where value = '3'");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "UNCHANGED SAME_SOURCES")
        .containsEntry("analytics_2024", "BUILT TOO_MANY_CHANGES");
  }

  @Test
  void year_that_has_no_rows_any_more_ends() {
    database.execute("delete from datavalue where value = '1'");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "DROPPED NO_SOURCE_ROWS")
        .containsEntry("analytics_2024", "UNCHANGED SAME_SOURCES");
    assertThat(database.tables("^analytics_20")).containsExactly("analytics_2024");
  }

  @Test
  void unit_that_moved_changes_the_years_it_has_values_in() {
    fixture.organisationUnit(OTHER_CLINIC).parent("Gasabo");

    assertThat(partitions(database.update(incremental())))
        .containsEntry("analytics_2023", "UNCHANGED SAME_ROWS")
        .containsEntry("analytics_2024", "BUILT TOO_MANY_CHANGES");
    assertThat(database.value("select count(distinct uidlevel3) from analytics_2024"))
        .isEqualTo("1");
  }

  @Test
  void group_set_that_became_a_column_changes_all_years() {
    fixture.organisationUnitGroup("Public").members(CLINIC);
    fixture.organisationUnitGroupSet("Ownership").groups("Public");

    assertThat(partitions(database.update(incremental())))
        .containsEntry("analytics_2023", "BUILT LAYOUT_CHANGED")
        .containsEntry("analytics_2024", "BUILT LAYOUT_CHANGED")
        .containsEntry("analytics_completenesstarget", "BUILT DECLARATION_CHANGED");
  }

  @Test
  void partition_that_somebody_else_replaced_is_built() {
    database.execute(
        "create table other (like analytics_2024 including all) inherits (analytics)",
        "drop table analytics_2024",
        "alter table other rename to analytics_2024");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "UNCHANGED SAME_SOURCES")
        .containsEntry("analytics_2024", "BUILT NOT_AS_LEFT");
    assertThat(database.value("select count(*) from analytics_2024")).isEqualTo("2");
  }

  @Test
  void partition_that_a_crash_of_the_server_emptied_is_built() {
    database.execute("truncate analytics_2024");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "UNCHANGED SAME_SOURCES")
        .containsEntry("analytics_2024", "BUILT NOT_AS_LEFT");
    assertThat(database.value("select count(*) from analytics_2024")).isEqualTo("2");
  }

  @Test
  void full_run_leaves_nothing_known() {
    database.update(tables().skipResourceTables());

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "BUILT NOT_KNOWN");
  }

  @Test
  void partition_of_what_a_server_changed_last_makes_all_years_doubtful() {
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "with moved as (delete from only analytics_2024 returning *)"
            + " insert into analytics_0 select * from moved");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_0", "DROPPED NO_SOURCE_ROWS")
        .containsEntry("analytics_2023", "BUILT LATEST_PARTITION")
        .containsEntry("analytics_2024", "BUILT LATEST_PARTITION");
    assertThat(database.value("select count(*) from analytics")).isEqualTo("3");
  }

  @Test
  void type_with_a_hook_is_built_as_nobody_knows_what_it_reads() {
    fixture.analyticsTableHook(
        "Doubles", "DATA_VALUE", "update analytics_temp set value = value * 2");

    for (int run = 0; run < 2; run++) {
      assertThat(partitions(database.update(onSameMetadata())))
          .containsEntry("analytics_2023", "BUILT TABLE_HOOKS")
          .containsEntry("analytics_completenesstarget", "UNCHANGED SAME_SOURCES");
    }
    assertThat(database.value("select sum(value) from analytics")).isEqualTo("12");

    database.execute("delete from tablehook");

    assertThat(partitions(database.update(onSameMetadata())))
        .containsEntry("analytics_2023", "BUILT NOT_KNOWN");
    assertThat(database.value("select sum(value) from analytics")).isEqualTo("6");
  }

  @Test
  void last_years_leave_the_others_as_they_are() {
    database.execute("update datavalue set value = '9'");

    AnalyticsTableResult result =
        database.update(
            AnalyticsTableUpdate.lastYears(1)
                .incremental()
                .skipResourceTables()
                .skipOutliers()
                .only(AnalyticsTableType.DATA_VALUE));

    assertThat(partitions(result))
        .containsOnly(Map.entry("analytics_2024", "BUILT TOO_MANY_CHANGES"));
    assertThat(database.value("select sum(value) from analytics")).isEqualTo("19");
  }

  private static AnalyticsTableUpdate tables() {
    return AnalyticsDatabase.full()
        .only(
            AnalyticsTableType.DATA_VALUE,
            AnalyticsTableType.COMPLETENESS,
            AnalyticsTableType.COMPLETENESS_TARGET,
            AnalyticsTableType.ORG_UNIT_TARGET);
  }

  private static AnalyticsTableUpdate incremental() {
    return tables().incremental();
  }

  private static AnalyticsTableUpdate onSameMetadata() {
    return incremental().skipResourceTables();
  }

  private static Map<String, String> partitions(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return result.types().stream()
        .flatMap(type -> type.tables().stream())
        .flatMap(table -> table.partitions().stream())
        .collect(
            Collectors.toMap(
                partition -> partition.name(),
                partition -> partition.action() + " " + partition.reason(),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private static long rowsOf(AnalyticsTableResult result, String table) {
    return result.types().stream()
        .flatMap(type -> type.tables().stream())
        .flatMap(each -> each.partitions().stream())
        .filter(partition -> partition.name().equals(table))
        .mapToLong(partition -> partition.rows())
        .sum();
  }

  private static String relation(String table) {
    return database.value("select '" + table + "'::regclass::oid");
  }

  private static List<String> relations() {
    return database.rows(
        "select relname, oid from pg_class where relkind = 'r' and relname like 'analytics%'"
            + " order by 1");
  }
}
