package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.fixture.SqlViewType;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How runs replace what serves, what they leave alone, and what ends them early. */
class AnalyticsSwapIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String OIDS =
      "select relname, oid from pg_class where relname ~ '^analytics(_20[0-9]{2})?$' order by 1";

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.dataElement("Any");
    fixture.dataSet("Monthly set").organisationUnits(CLINIC);
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    writeValues();
    // Those of values that tests add.
    fixture.period("202202");
    fixture.period("202402");
    database.update(AnalyticsDatabase.dataValues());
  }

  @BeforeEach
  void write_values_of_three_years() {
    database.clear();
    writeValues();
  }

  private static void writeValues() {
    for (String period : List.of("202201", "202301", "202401")) {
      fixture.dataValue("Any", period, CLINIC).value("1");
    }
    fixture.completeRegistration(
        "Monthly set", "202401", CLINIC, LocalDateTime.of(2024, 2, 1, 8, 0));
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void run_of_last_years_leaves_older_partitions_alone() {
    database.update(dataValues());
    List<String> before = database.rows(OIDS);
    fixture.dataValue("Any", "202402", CLINIC).value("10");
    fixture.dataValue("Any", "202202", CLINIC).value("100");

    AnalyticsTableResult result = database.update(lastYear());

    assertThat(partitions(result)).containsExactly("analytics_2024 BUILT LAST_YEARS");
    assertThat(database.rows(OIDS))
        .hasSize(4)
        .contains(before.get(0), before.get(1), before.get(2))
        .doesNotContain(before.get(3));
    assertThat(total()).isEqualTo("13");
    assertThat(database.rows(children()))
        .containsExactly("analytics_2022", "analytics_2023", "analytics_2024");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void run_of_last_years_without_older_tables_builds_all_years() {
    assertThat(partitions(database.update(lastYear())))
        .containsExactly(
            "analytics_2022 BUILT LAYOUT_CHANGED",
            "analytics_2023 BUILT LAYOUT_CHANGED",
            "analytics_2024 BUILT LAYOUT_CHANGED");
    assertThat(total()).isEqualTo("3");
  }

  @Test
  void new_dimension_makes_a_run_of_last_years_build_all_years() {
    database.update(dataValues());
    fixture.organisationUnitGroup("Public").members(CLINIC);
    String set = fixture.organisationUnitGroupSet("Ownership").groups("Public").uid();

    AnalyticsTableResult result = database.update(lastYearWithResourceTables());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_2022 BUILT LAYOUT_CHANGED",
            "analytics_2023 BUILT LAYOUT_CHANGED",
            "analytics_2024 BUILT LAYOUT_CHANGED");
    assertThat(database.value("select count(\"" + set + "\") from analytics")).isEqualTo("3");
  }

  @Test
  void year_without_values_and_partition_of_latest_values_end_with_a_full_run() {
    database.update(dataValues());
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "insert into analytics_0 select * from analytics_2024",
        "delete from datavalue where periodid = " + fixture.period("202201"));

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_0 DROPPED NO_SOURCE_ROWS",
            "analytics_2022 DROPPED NO_SOURCE_ROWS",
            "analytics_2023 BUILT FULL",
            "analytics_2024 BUILT FULL");
    assertThat(database.tables("^analytics(_[0-9]+)?$"))
        .containsExactly("analytics", "analytics_2023", "analytics_2024");
    assertThat(total()).isEqualTo("2");
  }

  /** As a server's continuous analytics leave it after a value of 2022 and two of 2024 changed. */
  @Test
  void value_in_the_partition_of_latest_values_counts_once_beside_rebuilt_years() {
    database.update(dataValues());
    fixture.dataValue("Any", "202402", CLINIC).value("10");
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "with taken as (delete from only analytics_2022 returning *)"
            + " insert into analytics_0 select * from taken",
        "with taken as (delete from only analytics_2024 returning *)"
            + " insert into analytics_0 select * from taken");
    String setting = settings();

    AnalyticsTableResult result = database.update(lastYear());

    assertThat(partitions(result))
        .containsExactly("analytics_0 MERGED REBUILT_IN_OTHERS", "analytics_2024 BUILT LAST_YEARS");
    assertThat(result.types().get(0).tables().get(0).partitions().get(0).rows()).isEqualTo(1);
    assertThat(database.rows("select tableoid::regclass, year, value from analytics order by 2, 3"))
        .containsExactly(
            "analytics_0 2022 1",
            "analytics_2023 2023 1",
            "analytics_2024 2024 1",
            "analytics_2024 2024 10");
    assertThat(settings()).as("since when the partition has what changed").isEqualTo(setting);
  }

  @Test
  void partition_of_latest_values_ends_if_all_it_has_is_in_rebuilt_years() {
    database.update(dataValues());
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "with taken as (delete from only analytics_2024 returning *)"
            + " insert into analytics_0 select * from taken");
    String setting = settings();

    assertThat(partitions(database.update(lastYear())))
        .containsExactly("analytics_0 DROPPED NO_SOURCE_ROWS", "analytics_2024 BUILT LAST_YEARS");
    assertThat(total()).isEqualTo("3");
    assertThat(settings()).isNotEqualTo(setting);
  }

  @Test
  void views_above_the_tables_show_the_new_rows() {
    database.update(dataValues());
    fixture.sqlView("Of all years", SqlViewType.VIEW, "select sum(value) as total from analytics");
    fixture.sqlView(
        "Of one year",
        SqlViewType.MATERIALIZED_VIEW,
        "select sum(value) as total from analytics_2024");
    fixture.dataValue("Any", "202402", CLINIC).value("10");

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(result.warnings()).isEmpty();
    assertThat(database.value("select total from _view_of_all_years")).isEqualTo("13");
    assertThat(database.value("select total from _view_of_one_year")).isEqualTo("11");
  }

  @Test
  void reader_sees_all_rows_and_no_error_while_tables_are_replaced_again_and_again()
      throws Exception {
    database.update(dataValues());
    AtomicBoolean over = new AtomicBoolean();
    Set<String> totals = new ConcurrentSkipListSet<>();
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch reading = new CountDownLatch(2);
    List<CompletableFuture<Void>> readers =
        List.of(
            reader("select sum(value) from analytics", over, totals, reads, reading),
            reader(
                "select sum(value) from (select * from analytics_2022 union all"
                    + " select * from analytics_2023 union all select * from analytics_2024) years",
                over,
                totals,
                reads,
                reading));
    try {
      reading.await();
      for (int run = 0; run < 20; run++) {
        assertThat(database.update(dataValues()).state()).isEqualTo(RunState.SUCCEEDED);
      }
    } finally {
      over.set(true);
    }
    for (CompletableFuture<Void> reader : readers) {
      reader.get(1, MINUTES);
    }

    assertThat(totals).containsExactly("3");
    assertThat(reads.get()).isGreaterThan(40);
  }

  private static CompletableFuture<Void> reader(
      String sql,
      AtomicBoolean over,
      Set<String> totals,
      AtomicInteger reads,
      CountDownLatch reading) {
    return CompletableFuture.runAsync(
        () -> {
          try (Connection connection = database.dataSource().getConnection();
              Statement statement = connection.createStatement()) {
            while (!over.get()) {
              try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                totals.add(rows.getString(1));
              }
              reads.incrementAndGet();
              reading.countDown();
            }
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          } finally {
            reading.countDown();
          }
        });
  }

  @Test
  void reader_of_the_parent_need_not_wait_for_a_swap_that_waits_for_it() throws Exception {
    database.update(dataValues());
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      // Longer than a query needs, shorter than the server takes to find a deadlock.
      statement.execute("set local lock_timeout = '500ms'");
      statement.execute("select count(*) from only analytics");

      CompletableFuture<AnalyticsTableResult> run =
          CompletableFuture.supplyAsync(() -> database.update(dataValues()));
      database.await(
          "exists (select from pg_locks where relation = 'analytics'::regclass and not granted)");
      try (ResultSet rows = statement.executeQuery("select sum(value) from analytics")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("3");
      }
      reader.commit();
      assertThat(run.get(1, MINUTES).state()).isEqualTo(RunState.SUCCEEDED);
    }
  }

  @Test
  void second_run_is_refused_while_one_is_under_way() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<AnalyticsTableResult> first =
        CompletableFuture.supplyAsync(
            () ->
                database.update(
                    dataValues(),
                    RunControl.listening(
                        progress -> {
                          started.countDown();
                          awaitQuietly(goOn);
                        })));
    started.await();

    try (AnalyticsDatabase otherNode = AnalyticsDatabase.on(POSTGRES.database())) {
      assertThatThrownBy(() -> otherNode.update(full())).isInstanceOf(ConflictException.class);
      goOn.countDown();
      assertThat(first.get(1, MINUTES).state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(otherNode.update(dataValues()).state()).isEqualTo(RunState.SUCCEEDED);
    } finally {
      goOn.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void cancellation_ends_a_run_inside_a_statement_that_fills_a_table() throws Exception {
    AnalyticsTableUpdate update =
        full().only(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.COMPLETENESS);
    database.update(update);
    List<String> before = database.rows(OIDS);
    fixture.dataValue("Any", "202402", CLINIC).value("10");
    Cancellation cancellation = new Cancellation();
    try (Connection blocker = database.dataSource().getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      CountDownLatch locked = new CountDownLatch(1);
      CompletableFuture<AnalyticsTableResult> run =
          CompletableFuture.supplyAsync(
              () ->
                  database.update(
                      update.parallelism(1),
                      new RunControl(
                          progress -> {
                            if (progress.stage().startsWith("Populating")
                                && locked.getCount() == 1) {
                              lock(statement, "completedatasetregistration");
                              locked.countDown();
                            }
                          },
                          cancellation)));
      assertThat(locked.await(1, MINUTES)).isTrue();
      database.await(
          "exists (select from pg_locks where relation = 'completedatasetregistration'::regclass"
              + " and not granted)");

      cancellation.cancel();
      AnalyticsTableResult result = run.get(20, SECONDS);

      assertThat(result.state()).isEqualTo(RunState.CANCELLED);
      blocker.rollback();
    }
    assertThat(database.rows(OIDS)).isEqualTo(before);
    assertThat(total()).isEqualTo("3");
    assertThat(database.leftovers())
        .as("what the next run may go on with")
        .allMatch(name -> name.matches("analytics_20[0-9]{2}_temp"));
    assertThat(database.update(update).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.leftovers()).isEmpty();
    assertThat(total()).isEqualTo("13");
  }

  private static void lock(Statement statement, String table) {
    try {
      statement.execute("lock table " + table + " in access exclusive mode");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void run_that_is_cancelled_before_it_begins_changes_nothing() {
    database.update(dataValues());
    List<String> before = database.rows(OIDS);
    for (AnalyticsTableUpdate update : List.of(AnalyticsDatabase.full(), full())) {
      Cancellation cancellation = new Cancellation();
      cancellation.cancel();

      AnalyticsTableResult result =
          database.update(update, new RunControl(progress -> {}, cancellation));

      assertThat(result.state()).isEqualTo(RunState.CANCELLED);
      assertThat(result.types()).isEmpty();
    }
    assertThat(database.rows(OIDS)).isEqualTo(before);
  }

  @Test
  void type_that_fails_keeps_its_old_table_and_does_not_stop_others() {
    database.update(full());
    String setting = settings();
    fixture.dataValue("Any", "202401", OTHER_CLINIC).value("10");
    database.execute("alter table analytics_rs_datasetorganisationunitcategory rename to gone");

    AnalyticsTableResult result = database.update(full());

    database.execute("alter table gone rename to analytics_rs_datasetorganisationunitcategory");

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.types())
        .extracting(TypeOutcome::type)
        .containsExactly(AnalyticsTableType.values());
    assertThat(result.types())
        .filteredOn(type -> type.state() != RunState.SUCCEEDED)
        .extracting(type -> type.type() + " " + type.state())
        .containsExactly("COMPLETENESS_TARGET FAILED");
    assertThat(result.types().get(2).error())
        .hasValueSatisfying(
            error -> assertThat(error).contains("analytics_rs_datasetorganisationunitcategory"));
    assertThat(total()).isEqualTo("13");
    assertThat(database.value("select sum(value) from analytics_completenesstarget"))
        .isEqualTo("1");
    assertThat(settings()).as("only a complete run counts as one").isEqualTo(setting);
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void hook_changes_the_new_rows_before_they_serve() {
    fixture.analyticsTableHook(
        "Parent", "DATA_VALUE", "update analytics_temp set textvalue = 'through the parent'");
    fixture.analyticsTableHook(
        "One year", "DATA_VALUE", "update analytics_2024_temp set textvalue = 'in one year'");
    String broken = fixture.analyticsTableHook("Broken", "DATA_VALUE", "update nothing set x = 1");

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("TABLE_HOOK_FAILED");
              assertThat(warning.detail()).contains(broken);
            });
    assertThat(database.rows("select year, textvalue from analytics order by 1"))
        .containsExactly("2022 through the parent", "2023 through the parent", "2024 in one year");
    assertThat(
            database.value(
                "select count(*) > 0 from pg_index where indrelid = 'analytics_2024'::regclass"))
        .isEqualTo("t");
  }

  @Test
  void settings_say_when_the_run_began_and_how_long_it_took() {
    LocalDateTime before = localTime();

    database.update(full());

    // DHIS2 writes the local time of its process, whatever the zone of the database session.
    assertThat(LocalDateTime.parse(settings()))
        .isBetween(before.truncatedTo(ChronoUnit.MILLIS), localTime());
    assertThat(
            database.value(
                "select value from systemsetting"
                    + " where name = 'keyLastSuccessfulAnalyticsTablesRuntime'"))
        .matches("\\d{2}:\\d{2}:\\d{2}\\.\\d{3}");
  }

  private static LocalDateTime localTime() {
    String millis = database.value("select floor(extract(epoch from clock_timestamp()) * 1000)");
    return LocalDateTime.ofInstant(
        Instant.ofEpochMilli(Long.parseLong(millis)), ZoneId.systemDefault());
  }

  @Test
  void skipped_types_and_resource_tables_stay_as_they_are() {
    database.update(full());
    String oids =
        "select relname, oid from pg_class where relname ~ '^analytics' and relkind = 'r'"
            + " and relname <> 'analytics_orgunittarget' order by 1";
    List<String> before = database.rows(oids);
    int targets = Integer.parseInt(database.value("select count(*) from analytics_orgunittarget"));
    fixture.organisationUnit("New clinic").parent("Gasabo");
    fixture.organisationUnitGroup("Rural").members("New clinic");

    AnalyticsTableResult result = database.update(full().skipAggregate());

    assertThat(result.types())
        .extracting(TypeOutcome::type)
        .contains(AnalyticsTableType.ORG_UNIT_TARGET)
        .doesNotContain(
            AnalyticsTableType.DATA_VALUE,
            AnalyticsTableType.COMPLETENESS,
            AnalyticsTableType.COMPLETENESS_TARGET);
    assertThat(database.rows(oids)).isEqualTo(before);
    assertThat(database.value("select count(*) from analytics_orgunittarget"))
        .isEqualTo("" + (targets + 1));
  }

  @Test
  void partition_that_a_run_reports_has_as_many_rows_as_it_says() {
    fixture.dataValue("Any", "202402", CLINIC).value("10");

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(result.types().get(0).tables().get(0).partitions())
        .extracting(partition -> partition.name() + " " + partition.rows())
        .containsExactly("analytics_2022 1", "analytics_2023 1", "analytics_2024 2");
    assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
  }

  /** On the resource tables that are there. */
  private static AnalyticsTableUpdate full() {
    return AnalyticsDatabase.full().skipResourceTables();
  }

  private static AnalyticsTableUpdate dataValues() {
    return full().only(AnalyticsTableType.DATA_VALUE);
  }

  private static AnalyticsTableUpdate lastYear() {
    return lastYearWithResourceTables().skipResourceTables();
  }

  private static AnalyticsTableUpdate lastYearWithResourceTables() {
    return AnalyticsTableUpdate.lastYears(1).skipOutliers().only(AnalyticsTableType.DATA_VALUE);
  }

  private static List<String> partitions(AnalyticsTableResult result) {
    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    return result.types().get(0).tables().get(0).partitions().stream()
        .map(each -> each.name() + " " + each.action() + " " + each.reason())
        .toList();
  }

  private static String children() {
    return "select inhrelid::regclass::text from pg_inherits"
        + " where inhparent = 'analytics'::regclass order by 1";
  }

  private static String settings() {
    return database.value(
        "select value from systemsetting where name = 'keyLastSuccessfulAnalyticsTablesUpdate'");
  }

  private static String total() {
    return database.value("select sum(value) from analytics");
  }
}
