package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What materialised views above analytics tables show after runs. */
class MaterialisedViewsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.dataElement("Any");
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    writeValues();
    database.update(AnalyticsDatabase.dataValues());
  }

  /** Each computation of {@code totals} takes a number. */
  @BeforeEach
  void build_tables_and_views_above_them() {
    database.clear();
    writeValues();
    assertThat(database.update(incremental()).state()).isEqualTo(RunState.SUCCEEDED);
    database.execute(
        "create sequence computed",
        "create materialized view totals as"
            + " select sum(value) as total, nextval('computed') as times from analytics");
  }

  @AfterEach
  void drop_views() {
    database.execute(
        "drop materialized view if exists totals cascade", "drop sequence computed cascade");
  }

  private static void writeValues() {
    for (String period : List.of("202201", "202301", "202401")) {
      fixture.dataValue("Any", period, CLINIC).value("1");
    }
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void view_above_the_parent_is_refreshed_once_after_one_partition_changed() {
    change("202301", 5);

    assertThat(database.update(incremental()).warnings()).isEmpty();

    assertThat(totals()).isEqualTo("7 2");
  }

  @Test
  void view_is_left_alone_if_nothing_changed() {
    database.update(incremental());

    assertThat(totals()).isEqualTo("3 1");
  }

  @Test
  void view_is_refreshed_after_last_years() {
    change("202401", 5);

    database.update(
        AnalyticsTableUpdate.lastYears(1)
            .skipOutliers()
            .skipResourceTables()
            .only(AnalyticsTableType.DATA_VALUE));

    assertThat(totals()).isEqualTo("7 2");
  }

  @Test
  void view_is_refreshed_once_however_many_partitions_were_swapped_one_by_one() {
    database.execute("update datavalue set value = '2'");

    database.update(dataValues().lowDisk());

    assertThat(totals()).isEqualTo("6 2");
  }

  @Test
  void view_is_computed_once_if_its_table_is_replaced() {
    database.execute("update datavalue set value = '2'");

    database.update(dataValues());

    assertThat(totals()).isEqualTo("6 2");
  }

  @Test
  void view_above_other_views_is_refreshed_after_them() {
    database.execute(
        "create view doubled as select total * 2 as total from totals",
        "create materialized view above as select total, nextval('computed') as times from doubled");
    change("202301", 5);

    database.update(incremental());

    assertThat(database.value("select total from above")).isEqualTo("14");
    assertThat(database.value("select last_value from computed"))
        .as("one of each to begin with, and one refresh of each")
        .isEqualTo("4");
  }

  /** It is made again with the partition, when the other view is still as it was. */
  @Test
  void view_above_a_partition_and_another_view_shows_both_as_they_are_now() {
    database.execute(
        "create materialized view combined as select t.total, sum(a.value) as of_year"
            + " from analytics_2023 a, totals t group by 1");
    change("202301", 5);

    database.update(incremental());

    assertThat(database.rows("select * from combined")).containsExactly("7 5");
  }

  @Test
  void view_that_cannot_be_refreshed_is_told_keeps_its_rows_and_is_tried_again() {
    database.execute(
        "create materialized view ratio as"
            + " select 1 / (7 - sum(value)::int) as ratio from analytics");
    change("202301", 5);

    AnalyticsTableResult result = database.update(incremental());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings())
        .containsExactly(
            new Warning(
                "SQL_VIEW_NOT_REFRESHED",
                "ratio",
                "The database said: ERROR: division by zero. The next run tries again.",
                1));
    assertThat(database.value("select ratio from ratio")).isEqualTo("0");
    assertThat(totals()).isEqualTo("7 2");

    change("202301", 6);
    assertThat(database.update(incremental()).warnings()).isEmpty();
    assertThat(database.value("select ratio from ratio")).isEqualTo("-1");
    database.execute("drop materialized view ratio");
  }

  @Test
  void what_a_killed_run_left_stale_is_refreshed_by_the_next_one() {
    database.execute("insert into dhis_admin.stale_view values ('public', 'totals')");

    database.update(incremental());

    assertThat(totals()).isEqualTo("3 2");
    assertThat(database.rows("select * from dhis_admin.stale_view")).isEmpty();
  }

  @Test
  void view_that_was_dropped_meanwhile_is_no_trouble() {
    database.execute("insert into dhis_admin.stale_view values ('public', 'gone')");
    change("202301", 5);

    assertThat(database.update(incremental()).warnings()).isEmpty();

    assertThat(database.rows("select * from dhis_admin.stale_view")).isEmpty();
  }

  @Test
  void view_without_rows_stays_without() {
    database.execute("refresh materialized view totals with no data");
    change("202301", 5);

    assertThat(database.update(incremental()).warnings()).isEmpty();

    assertThat(database.value("select relispopulated from pg_class where relname = 'totals'"))
        .isEqualTo("f");
  }

  @Test
  void refresh_waits_for_a_reader_of_the_view() throws Exception {
    change("202301", 5);
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select * from totals").close();
      CompletableFuture<AnalyticsTableResult> run =
          CompletableFuture.supplyAsync(() -> database.update(incremental()));
      database.await(
          "exists (select from pg_locks where relation = 'totals'::regclass and not granted)");
      reader.commit();

      assertThat(run.get(1, MINUTES).warnings()).isEmpty();
    }
    assertThat(totals()).isEqualTo("7 2");
  }

  private static AnalyticsTableUpdate dataValues() {
    return AnalyticsDatabase.dataValues().skipResourceTables();
  }

  private static AnalyticsTableUpdate incremental() {
    return dataValues().incremental();
  }

  private static void change(String period, int value) {
    database.execute(
        "update datavalue set value = '" + value + "' where periodid = " + fixture.period(period));
  }

  private static String totals() {
    return database.rows("select total, times from totals").get(0);
  }
}
