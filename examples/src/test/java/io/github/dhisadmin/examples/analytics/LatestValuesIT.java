package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.NOW;
import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How what changed last becomes visible without building any partition. */
class LatestValuesIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String PLACES =
      "select tableoid::regclass, value from analytics order by year, value";

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.dataElement("Cases");
    fixture.program("Register").stage("Stay", "Beds");
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    writeData();
    database.update(AnalyticsDatabase.dataValues());
  }

  @BeforeEach
  void build_tables_of_two_years() {
    database.clear();
    database.execute(
        "delete from systemsetting where name like 'keyLast%'",
        "update event set lastupdated = created");
    writeData();
    assertThat(database.update(incremental()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  private static void writeData() {
    fixture.dataValue("Cases", "202301", CLINIC).value("1");
    fixture.dataValue("Cases", "202401", CLINIC).value("2");
    fixture.dataValue("Cases", "202401", OTHER_CLINIC).value("3");
    stay("first", 2023);
    stay("second", 2024);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  private static void stay(String name, int year) {
    fixture
        .singleEvent(name, "Register", "Stay", CLINIC)
        .occurredDate(LocalDateTime.of(year, 3, 4, 5, 6))
        .dataValue("Beds", "2");
  }

  @Test
  void changed_and_new_values_of_all_years_are_in_the_partition_of_latest_values_once() {
    List<String> relations = relations();
    change("value = '10'", "value = '1'");
    fixture.dataValue("Cases", "202402", CLINIC).value("20").lastUpdated(now());

    assertThat(outcomes(database.update(dataValues()))).containsExactly("analytics_0 2 MERGED");

    assertThat(database.rows(PLACES))
        .containsExactly(
            "analytics_0 10", "analytics_2024 2", "analytics_2024 3", "analytics_0 20");
    assertThat(relations()).containsAll(relations);
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void value_that_changes_again_and_again_counts_once() {
    for (int value = 10; value < 13; value++) {
      change("value = '" + value + "'", "periodid = " + fixture.period("202301"));
      database.update(dataValues());
    }

    assertThat(database.rows(PLACES))
        .containsExactly("analytics_0 12", "analytics_2024 2", "analytics_2024 3");
  }

  @Test
  void value_that_is_deleted_is_gone_from_the_year_and_from_the_latest_values() {
    change("value = '10'", "value = '1'");
    database.update(dataValues());
    change("deleted = true", "value in ('10', '2')");

    database.update(dataValues());

    assertThat(database.rows(PLACES)).containsExactly("analytics_2024 3");
  }

  /** DHIS2 looks at all that changed since all years were built, more of it with every run. */
  @Test
  void run_looks_at_what_changed_since_the_run_before_it() {
    change("value = '10'", "value = '1'");
    database.update(dataValues());
    String row = "select ctid from analytics_0 where value = 10";
    String place = database.value(row);
    // Further back than any transaction lasts.
    database.execute(
        "update datavalue set lastupdated = " + NOW + " - interval '30 minutes'",
        "update datavalue set value = '11', lastupdated = " + NOW + " where value = '3'");

    database.update(dataValues());

    assertThat(database.value(row)).as("row that was not written again").isEqualTo(place);
    assertThat(database.rows(PLACES))
        .containsExactly("analytics_0 10", "analytics_2024 2", "analytics_0 11");
  }

  @Test
  void nothing_is_made_if_nothing_changed() {
    assertThat(outcomes(database.update(dataValues()))).isEmpty();
    assertThat(database.tables("^analytics_0$")).isEmpty();
  }

  @Test
  void event_that_was_given_another_date_is_only_there() {
    String table = AnalyticsTableType.EVENT.tableName(fixture.program("Register").uid());
    database.execute(
        "update event set occurreddate = '2024-05-01', lastupdated = "
            + NOW
            + " where occurreddate < '2024-01-01'");

    assertThat(outcomes(database.update(AnalyticsTableUpdate.latest().skipOutliers())))
        .containsExactly(table + "_0 1 MERGED");

    assertThat(database.rows("select tableoid::regclass, yearly from " + table + " order by 1"))
        .containsExactlyInAnyOrder(table + "_2024 2024", table + "_0 2024");
  }

  @Test
  void incremental_run_builds_the_years_that_rows_were_taken_from_and_keeps_the_others() {
    change("value = '10'", "value = '3'");
    database.update(dataValues());

    assertThat(outcomes(database.update(incremental().only(AnalyticsTableType.DATA_VALUE))))
        .containsExactly(
            "analytics_0 0 DROPPED", "analytics_2023 1 UNCHANGED", "analytics_2024 2 BUILT");
    assertThat(database.rows(PLACES))
        .containsExactly("analytics_2023 1", "analytics_2024 2", "analytics_2024 10");
  }

  @Test
  void partition_that_a_server_filled_is_taken_over() {
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "with taken as (delete from only analytics_2023 returning *)"
            + " insert into analytics_0 select * from taken",
        "with taken as (delete from only analytics_2024 where value = 2 returning *)"
            + " insert into analytics_0 select * from taken");
    change("value = '10'", "value = '1'");

    database.update(dataValues());

    assertThat(database.rows(PLACES))
        .containsExactly("analytics_0 10", "analytics_0 2", "analytics_2024 3");

    assertThat(outcomes(database.update(incremental().only(AnalyticsTableType.DATA_VALUE))))
        .as("years that the server may have taken rows from")
        .containsExactly(
            "analytics_0 0 DROPPED", "analytics_2023 1 BUILT", "analytics_2024 2 BUILT");
    assertThat(database.rows(PLACES))
        .containsExactly("analytics_2023 10", "analytics_2024 2", "analytics_2024 3");
  }

  @Test
  void table_of_other_columns_is_not_touched() {
    change("value = '10'", "value = '1'");

    AnalyticsTableResult result =
        database.update(AnalyticsTableUpdate.latest().only(AnalyticsTableType.DATA_VALUE));

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.types().get(0).error().orElseThrow()).contains("other columns");
    assertThat(database.value("select sum(value) from analytics")).isEqualTo("6");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void setting_says_up_to_when_changes_are_visible() {
    String setting =
        "select value from systemsetting"
            + " where name = 'keyLastSuccessfulLatestAnalyticsPartitionUpdate'";
    LocalDateTime before = now();

    database.update(AnalyticsTableUpdate.latest().only(AnalyticsTableType.EVENT));
    assertThat(database.rows(setting)).as("of data values").isEmpty();

    database.update(dataValues());
    assertThat(LocalDateTime.parse(database.value(setting)))
        .isBetween(before.minusMinutes(10), now());
  }

  private static void change(String what, String where) {
    database.execute("update datavalue set " + what + ", lastupdated = " + NOW + " where " + where);
  }

  private static LocalDateTime now() {
    return LocalDateTime.parse(
        database.value("select to_char(" + NOW + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')"));
  }

  private static AnalyticsTableUpdate dataValues() {
    return AnalyticsTableUpdate.latest().skipOutliers().only(AnalyticsTableType.DATA_VALUE);
  }

  private static AnalyticsTableUpdate incremental() {
    return AnalyticsDatabase.full()
        .only(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.EVENT)
        .skipResourceTables()
        .incremental();
  }

  private static List<String> outcomes(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return result.types().stream()
        .flatMap(type -> type.tables().stream())
        .flatMap(table -> table.partitions().stream())
        .map(each -> each.name() + " " + each.rows() + " " + each.action())
        .toList();
  }

  private static List<String> relations() {
    return database.rows(
        "select relname, oid from pg_class where relkind = 'r'"
            + " and relname ~ '^analytics(_20[0-9]{2})?$' order by 1");
  }
}
