package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How few changed rows find their way into a partition that serves. */
class MergedPartitionsIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  /** Values of each of two years, as many as a percentage is easily told of. */
  private static final int ROWS = 100;

  private static final String ROWS_AND_PLACES =
      "select cast(each as text) as row, ctid from analytics_2024 each order by 1";

  /** Held while a merge wants to take note of what it did, and has done everything else. */
  private static final String HOLD =
      "lock table dhis_admin.partition_fingerprint in exclusive mode";

  private static final String WAITS =
      "exists (select from pg_locks where not granted"
          + " and relation = 'dhis_admin.partition_fingerprint'::regclass)";

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    SmallCountry.in(fixture);
    fixture.dataElement("Cases");
    fixture.dataElement("Deaths");
    fixture.program("Register").stage("Stay", "Beds");
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    for (int year = 2023; year <= 2024; year++) {
      for (int day = 0; day < ROWS; day++) {
        fixture.period(period(year, day));
      }
    }
    database.update(AnalyticsDatabase.dataValues());
  }

  @BeforeEach
  void build_tables_of_two_years() {
    database.clear();
    database.execute(
        "delete from validationresult",
        "delete from event",
        "insert into datavalue (dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, deleted)"
            + " select %d, periodid, %d, c.id, c.id, row_number() over (partition by"
                .formatted(fixture.dataElement("Cases").id(), fixture.organisationUnit(CLINIC).id())
            + " extract(year from startdate) order by startdate), 'x', '2020-01-01',"
            + " '2020-01-01', false from period join periodtype using (periodtypeid) cross join"
            + " (select categoryoptioncomboid as id from categoryoptioncombo where name = 'default')"
            + " c where periodtype.name = 'Daily'");
    database.settle();
    assertThat(database.update(dataValues()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void changed_new_and_removed_values_are_exchanged_where_the_others_stay() {
    List<String> before = database.rows(ROWS_AND_PLACES);
    List<String> relations = relations();
    change(2024, "value = '1000'", "value = '1'");
    change(2024, "deleted = true", "value = '2'");
    fixture.dataValue("Deaths", period(2024, 7), OTHER_CLINIC).value("1");
    fixture.dataValue("Deaths", period(2024, 8), OTHER_CLINIC).value("1");

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(outcomes(result))
        .containsEntry("analytics_2023", "100 UNCHANGED SAME_SOURCES")
        .containsEntry("analytics_2024", "101 MERGED FEW_WRITES 2 deleted 3 inserted");
    assertThat(relations()).as("tables and indexes").isEqualTo(relations);
    assertThat(database.rows(ROWS_AND_PLACES)).filteredOn(before::contains).hasSize(ROWS - 2);
    assertThat(database.value("select sum(value) from analytics_2024"))
        .isEqualTo("" + (5050 - 1 - 2 + 1000 + 2));
    assertThat(database.value("select reltuples from pg_class where relname = 'analytics_2024'"))
        .as("statistics")
        .isEqualTo("101");
    assertThat(database.leftovers()).isEmpty();
    equalsFull();
  }

  @Test
  void what_was_merged_is_known_afterwards() {
    change(2024, "value = '1000'", "value = '1'");
    database.update(dataValues());

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 UNCHANGED SAME_SOURCES");

    change(2024, "value = '1'", "value = '1000'");
    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void values_that_were_removed_are_found_by_comparing_all_rows() {
    remove(2024, "value in ('50', '51')");
    change(2024, "value = '1000'", "value = '3'");

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "98 MERGED FEW_CHANGES 3 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void as_many_new_values_do_not_hide_that_values_were_removed() {
    remove(2024, "value = '50'");
    fixture.dataValue("Deaths", period(2024, 7), OTHER_CLINIC).value("1");

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_CHANGES 1 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void value_that_was_given_another_unit_leaves_the_one_it_had() {
    database.execute(
        "update datavalue set sourceid = %d where value = '50' and periodid = %d"
            .formatted(
                fixture.organisationUnit(OTHER_CLINIC).id(), fixture.period(period(2024, 49))));

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_CHANGES 1 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void value_of_a_part_of_a_transaction_that_was_under_way_is_not_missed() throws SQLException {
    try (Connection writer = POSTGRES.database().dataSource().getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("select txid_current()");
      database.execute("create table takes_the_next_number ()", "drop table takes_the_next_number");
      writer.setSavepoint();
      statement.execute(
          "update datavalue set value = '1000' where value = '1' and periodid = "
              + fixture.period(period(2024, 0)));
      database.execute("create table takes_the_next_number ()", "drop table takes_the_next_number");
      change(2024, "value = '2000'", "value = '2'");
      assertThat(outcomes(database.update(dataValues())))
          .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
      writer.commit();
    }

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void where_an_element_changed_as_well_all_rows_are_compared() {
    change(2024, "value = '1000'", "value = '1'");
    database.execute(
        "update dataelement set aggregationtype = 'AVERAGE' where dataelementid = "
            + fixture.dataElement("Deaths").id());

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_CHANGES 1 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void partition_of_which_nobody_noted_who_wrote_it_has_all_rows_compared() {
    database.execute("update dhis_admin.partition_fingerprint set writers = null");
    change(2024, "value = '1000'", "value = '1'");
    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_CHANGES 1 deleted 1 inserted");

    change(2024, "value = '2000'", "value = '1000'");
    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
  }

  @Test
  void value_that_changed_without_making_a_difference_leaves_the_partition_alone() {
    List<String> before = database.rows(ROWS_AND_PLACES);
    change(2024, "comment = 'seen'", "value = '1'");

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 UNCHANGED SAME_ROWS");
    assertThat(outcomes(database.update(dataValues())))
        .as("what was looked at once")
        .containsEntry("analytics_2024", "100 UNCHANGED SAME_SOURCES");
    assertThat(database.rows(ROWS_AND_PLACES)).isEqualTo(before);
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void equal_rows_are_counted() {
    for (int day = 1; day <= 3; day++) {
      violation("2024-03-04", day);
      violation("2024-03-05", 10 + day);
    }
    AnalyticsTableUpdate update = of(AnalyticsTableType.VALIDATION_RESULT);
    database.update(update);
    String oneOf =
        "delete from validationresult where validationresultid = (select max("
            + "validationresultid) from validationresult where created = '%s')";
    database.execute(oneOf.formatted("2024-03-04"), oneOf.formatted("2024-03-04"));
    violation("2024-03-05", 20);

    assertThat(outcomes(database.update(update)))
        .containsOnly(
            Map.entry(
                "analytics_validationresult_2024", "5 MERGED FEW_CHANGES 2 deleted 1 inserted"));
    assertThat(
            database.rows(
                "select value::date, count(*) from analytics_validationresult group by 1 order by"
                    + " 1"))
        .containsExactly("2024-03-04 1", "2024-03-05 4");
  }

  @Test
  void table_without_years_has_its_rows_exchanged_as_well() {
    AnalyticsTableUpdate update = of(AnalyticsTableType.ORG_UNIT_TARGET);
    database.update(update);
    String relation = database.value("select 'analytics_orgunittarget'::regclass::oid");
    int members = Integer.parseInt(database.value("select count(*) from analytics_orgunittarget"));
    fixture.organisationUnitGroup("Rural").members("Gasabo");

    assertThat(outcomes(database.update(update)))
        .containsOnly(
            Map.entry(
                "analytics_orgunittarget",
                (members + 1) + " MERGED FEW_CHANGES 0 deleted 1 inserted"));
    assertThat(database.value("select 'analytics_orgunittarget'::regclass::oid"))
        .isEqualTo(relation);
  }

  @Test
  void event_of_another_year_is_moved_between_partitions() {
    stay("first", 2023);
    stay("second", 2023);
    stay("third", 2024);
    AnalyticsTableUpdate update = of(AnalyticsTableType.EVENT);
    database.update(update);
    String table = AnalyticsTableType.EVENT.tableName(fixture.program("Register").uid());
    database.execute(
        "update event set occurreddate = '2024-05-01' where eventid = (select min(eventid) from"
            + " event)");

    assertThat(outcomes(database.update(update)))
        .containsEntry(table + "_2023", "1 MERGED FEW_CHANGES 1 deleted 0 inserted")
        .containsEntry(table + "_2024", "2 MERGED FEW_CHANGES 0 deleted 1 inserted");
    assertThat(database.rows("select tableoid::regclass, yearly from " + table + " order by 1"))
        .containsExactlyInAnyOrder(
            table + "_2023 2023", table + "_2024 2024", table + "_2024 2024");
  }

  @Test
  void year_that_is_built_and_year_that_is_merged_change_together() {
    String built = relation("analytics_2023");
    String merged = relation("analytics_2024");
    change(2023, "value = '1000'", "true");
    change(2024, "value = '1000'", "value = '1'");

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2023", "100 BUILT TOO_MANY_CHANGES")
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
    assertThat(relation("analytics_2023")).isNotEqualTo(built);
    assertThat(relation("analytics_2024")).isEqualTo(merged);
    assertThat(
            database.rows(
                "select distinct xmin::text from dhis_admin.partition_fingerprint"
                    + " where table_name ~ '^analytics_20'"))
        .as("the transaction that took note of both")
        .containsExactlyElementsOf(
            database.rows("select xmin::text from analytics_2024 where value = 1000"));
    equalsFull();
  }

  @Test
  void more_changes_than_the_share_are_built() {
    change(2024, "value = '1000'", "value in ('1', '2', '3')");
    assertThat(outcomes(database.update(dataValues().mergeUpTo(0.03))))
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 3 deleted 3 inserted");

    change(2024, "value = '2000'", "value in ('4', '5', '6', '7')");
    assertThat(outcomes(database.update(dataValues().mergeUpTo(0.03))))
        .containsEntry("analytics_2024", "100 BUILT TOO_MANY_CHANGES");
    equalsFull();
  }

  @Test
  void partition_is_built_for_each_change_if_nothing_may_be_merged() {
    change(2024, "value = '1000'", "value = '1'");

    assertThat(outcomes(database.update(dataValues().mergeUpTo(0))))
        .containsEntry("analytics_2024", "100 BUILT CHANGED");
  }

  @Test
  void partition_is_built_once_a_tenth_of_its_rows_was_merged() {
    AnalyticsTableUpdate update = dataValues().mergeUpTo(0.05);
    for (int run = 0; run < 2; run++) {
      change(2024, "value = value::int + 1000", "value::int % 1000 between 11 and 15");
      assertThat(outcomes(database.update(update)))
          .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 5 deleted 5 inserted");
    }
    change(2024, "value = '5000'", "value = '1'");
    database.settle();

    assertThat(outcomes(database.update(update)))
        .containsEntry("analytics_2024", "100 BUILT MERGED_BEFORE");

    change(2024, "value = '6000'", "value = '5000'");
    assertThat(outcomes(database.update(update)))
        .as("after it was built")
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
  }

  @Test
  void partition_in_which_somebody_changed_rows_is_built() {
    database.execute("update analytics_2024 set value = value + 1 where value = 50");
    change(2024, "value = '1000'", "value = '1'");

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 BUILT NOT_AS_LEFT");
    equalsFull();
  }

  @Test
  void partition_to_which_somebody_writes_during_the_run_is_left_to_the_next_one() {
    change(2024, "value = '1000'", "value = '1'");

    AnalyticsTableResult result =
        database.update(
            dataValues(),
            RunControl.listening(
                atSwap(
                    () ->
                        database.execute(
                            "update analytics_2024 set value = 51 where value = 50"))));

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.types().get(0).error().orElseThrow())
        .contains("analytics_2024")
        .contains("Somebody else");
    assertThat(database.value("select sum(value) from analytics_2024")).isEqualTo("5051");
    assertThat(database.leftovers()).isEmpty();

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_2024", "100 BUILT NOT_AS_LEFT");
    equalsFull();
  }

  @Test
  void rows_that_somebody_has_put_elsewhere_during_the_run_are_not_taken_for_others() {
    change(2024, "value = '1000'", "value = '1'");
    AtomicReference<String> before = new AtomicReference<>();

    AnalyticsTableResult result =
        database.update(
            dataValues(),
            RunControl.listening(
                atSwap(
                    () -> {
                      before.set(database.value("select sum(value) from analytics_2024"));
                      // Writes the rows in another order, with the numbers of who wrote them.
                      database.execute("create index by_value on analytics_2024 (value desc)");
                      database.execute("cluster analytics_2024 using by_value");
                    })));

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(database.value("select sum(value) from analytics_2024")).isEqualTo(before.get());
    assertThat(database.update(dataValues()).state()).isEqualTo(RunState.SUCCEEDED);
    equalsFull();
  }

  @Test
  void partition_whose_storage_is_to_be_another_is_built() {
    change(2024, "value = '1000'", "value = '1'");

    assertThat(outcomes(database.update(dataValues().storage(TableStorage.LOGGED))))
        .containsEntry("analytics_2024", "100 BUILT DECLARATION_CHANGED");
  }

  @Test
  void new_values_that_are_among_the_latest_are_merged_into_their_year_as_these_end() {
    fixture.dataValue("Deaths", period(2024, 7), OTHER_CLINIC).value("1").lastUpdated(now());
    database.update(
        AnalyticsTableUpdate.latest().skipOutliers().only(AnalyticsTableType.DATA_VALUE));
    assertThat(database.value("select count(*) from analytics_0")).isEqualTo("1");

    assertThat(outcomes(database.update(dataValues())))
        .containsEntry("analytics_0", "0 DROPPED NO_SOURCE_ROWS")
        .containsEntry("analytics_2024", "101 MERGED FEW_WRITES 0 deleted 1 inserted");
    equalsFull();
  }

  @Test
  void last_years_beside_latest_values_of_others_are_built() {
    fixture.dataValue("Deaths", period(2023, 7), OTHER_CLINIC).value("1").lastUpdated(now());
    database.update(
        AnalyticsTableUpdate.latest().skipOutliers().only(AnalyticsTableType.DATA_VALUE));
    change(2024, "value = '1000'", "value = '1'");

    assertThat(
            outcomes(
                database.update(
                    AnalyticsTableUpdate.lastYears(1)
                        .incremental()
                        .mergeUpTo(1)
                        .skipResourceTables()
                        .skipOutliers()
                        .only(AnalyticsTableType.DATA_VALUE))))
        .containsEntry("analytics_2024", "100 BUILT CHANGED");
  }

  @Test
  void partition_of_which_a_view_keeps_rows_is_built_so_that_the_view_is_made_again() {
    database.execute(
        "create materialized view kept_total as select sum(value) as total from analytics_2024");
    try {
      change(2024, "value = '1000'", "value = '1'");

      assertThat(outcomes(database.update(dataValues())))
          .containsEntry("analytics_2024", "100 BUILT CHANGED");
      assertThat(database.value("select total from kept_total")).isEqualTo("6049");
    } finally {
      database.execute("drop materialized view kept_total");
    }
  }

  @Test
  void reader_sees_all_or_nothing_of_what_is_merged_and_never_waits() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Set<String> totals = new ConcurrentSkipListSet<>();
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(() -> readTotals(over, totals, reading));
    try {
      reading.await();
      for (int run = 0; run < 10; run++) {
        // From one year to the other, and within one.
        change(2023, "value = value::int + 7", "periodid = " + fixture.period(period(2023, run)));
        change(2024, "value = value::int + 2", "periodid = " + fixture.period(period(2024, run)));
        change(
            2024, "value = value::int - 9", "periodid = " + fixture.period(period(2024, run + 50)));
        assertThat(outcomes(database.update(dataValues().mergeUpTo(1))))
            .containsEntry("analytics_2023", "100 MERGED FEW_WRITES 1 deleted 1 inserted")
            .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 2 deleted 2 inserted");
      }
    } finally {
      over.set(true);
    }
    reader.get(1, MINUTES);

    assertThat(totals).containsExactly("10100");
  }

  private static void readTotals(AtomicBoolean over, Set<String> totals, CountDownLatch reading) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '100ms'");
      while (!over.get()) {
        try (ResultSet rows =
            statement.executeQuery(
                "select sum(value) from (select value from analytics_2023 union all"
                    + " select value from analytics_2024) years")) {
          rows.next();
          totals.add(rows.getString(1));
        }
        reading.countDown();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      reading.countDown();
    }
  }

  @Test
  void process_that_dies_within_a_merge_leaves_the_rows_that_were() throws Exception {
    change(2024, "value = '1000'", "value = '1'");
    try (Connection blocker = database.dataSource().getConnection();
        Statement statement = blocker.createStatement();
        ForkedProcess process = MergingProcess.start(POSTGRES.database())) {
      blocker.setAutoCommit(false);
      statement.execute(HOLD);
      database.await(WAITS);
      process.kill();
      assertThat(database.value("select sum(value) from analytics_2024")).isEqualTo("5050");
      blocker.rollback();
    }
    assertThat(database.value("select sum(value) from analytics_2024")).isEqualTo("5050");

    assertThat(outcomes(updateOnceTheLockIsFree()))
        .containsEntry("analytics_2024", "100 MERGED FEW_WRITES 1 deleted 1 inserted");
    assertThat(database.leftovers()).isEmpty();
    equalsFull();
  }

  @Test
  void cancellation_within_a_merge_leaves_the_rows_that_were() throws Exception {
    change(2024, "value = '1000'", "value = '1'");
    Cancellation cancellation = new Cancellation();
    try (Connection blocker = database.dataSource().getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute(HOLD);
      CompletableFuture<AnalyticsTableResult> run =
          CompletableFuture.supplyAsync(
              () -> database.update(dataValues(), new RunControl(progress -> {}, cancellation)));
      database.await(WAITS);
      cancellation.cancel();
      assertThat(run.get(1, MINUTES).state()).isEqualTo(RunState.CANCELLED);
      blocker.rollback();
    }
    assertThat(database.value("select sum(value) from analytics_2024")).isEqualTo("5050");
    assertThat(database.leftovers()).isEmpty();
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private static AnalyticsTableResult updateOnceTheLockIsFree() {
    for (int attempt = 0; ; attempt++) {
      try {
        return database.update(dataValues());
      } catch (ConflictException e) {
        assertThat(attempt).as("tenths of a second").isLessThan(100);
        database.value("select pg_sleep(0.1)");
      }
    }
  }

  /** Does something once, between the building of tables and their swap. */
  private static ProgressListener atSwap(Runnable what) {
    AtomicBoolean done = new AtomicBoolean();
    return progress -> {
      if (progress.stage().startsWith("Swapping") && done.compareAndSet(false, true)) {
        what.run();
      }
    };
  }

  /** A full run leaves the rows that are there. */
  private static void equalsFull() {
    String rows =
        "select tableoid::regclass::text, cast(each as text) as row from analytics each"
            + " order by 1, 2";
    List<String> before = database.rows(rows);
    AnalyticsTableUpdate full = AnalyticsDatabase.dataValues().skipResourceTables();
    assertThat(database.update(full).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.rows(rows)).isEqualTo(before);
  }

  private static String period(int year, int day) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.of(year, 1, 2).plusDays(day));
  }

  private static void change(int year, String what, String where) {
    database.execute(
        "update datavalue set "
            + what
            + ", lastupdated = "
            + AnalyticsDatabase.NOW
            + " where "
            + ofYear(year, where));
  }

  private static void remove(int year, String where) {
    database.execute("delete from datavalue where " + ofYear(year, where));
  }

  private static String ofYear(int year, String where) {
    return "("
        + where
        + ") and periodid in (select periodid from period where extract(year from startdate) = "
        + year
        + ")";
  }

  private static LocalDateTime now() {
    return LocalDateTime.parse(
        database.value(
            "select to_char(" + AnalyticsDatabase.NOW + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')"));
  }

  /** A row that differs from others of its date in its key and its day, which are no columns. */
  private static void violation(String created, int day) {
    database.execute(
        "insert into validationresult (validationresultid, created, leftsidevalue, rightsidevalue,"
            + " validationruleid, periodid, organisationunitid, attributeoptioncomboid, dayinperiod)"
            + " values (nextval('hibernate_sequence'), '%s', 1, 2, %d, %d, %d, %d, %d)"
                .formatted(
                    created,
                    fixture.validationRule("Few doses").id(),
                    fixture.period(period(2024, 1)),
                    fixture.organisationUnit(CLINIC).id(),
                    fixture.categoryOptionComboId("MoH"),
                    day));
  }

  private static void stay(String name, int year) {
    fixture
        .singleEvent(name, "Register", "Stay", CLINIC)
        .occurredDate(LocalDateTime.of(year, 3, 4, 5, 6))
        .dataValue("Beds", "2");
  }

  private static AnalyticsTableUpdate dataValues() {
    return of(AnalyticsTableType.DATA_VALUE).mergeUpTo(0.05);
  }

  /** On the resource tables that are there, with all changes but those of all rows merged. */
  private static AnalyticsTableUpdate of(AnalyticsTableType type) {
    return AnalyticsDatabase.full().only(type).skipResourceTables().incremental().mergeUpTo(1);
  }

  private static Map<String, String> outcomes(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return result.types().stream()
        .flatMap(type -> type.tables().stream())
        .flatMap(table -> table.partitions().stream())
        .collect(
            Collectors.toMap(
                PartitionOutcome::name,
                MergedPartitionsIT::text,
                (one, other) -> one,
                TreeMap::new));
  }

  private static String text(PartitionOutcome outcome) {
    return outcome.rows()
        + " "
        + outcome.action()
        + " "
        + outcome.reason()
        + outcome
            .merged()
            .map(rows -> " " + rows.deleted() + " deleted " + rows.inserted() + " inserted")
            .orElse("");
  }

  private static String relation(String table) {
    return database.value("select '" + table + "'::regclass::oid");
  }

  private static List<String> relations() {
    return database.rows(
        "select c.relname, c.oid, pg_relation_filenode(c.oid) from pg_class c"
            + " where c.relkind in ('r', 'i') and (c.relname ~ '^analytics(_20[0-9]{2})?$' or"
            + " exists (select from pg_index i where i.indexrelid = c.oid"
            + " and i.indrelid = 'analytics_2024'::regclass)) order by 1");
  }
}
