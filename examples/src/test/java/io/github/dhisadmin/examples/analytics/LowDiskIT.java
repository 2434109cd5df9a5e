package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that build and swap one partition after the other. */
class LowDiskIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String OIDS =
      "select relname, oid from pg_class where relname ~ '^analytics(_20[0-9]{2})?$' order by 1";
  private static final String STAGED =
      "select count(*) from pg_class where relkind = 'r' and relname ~ '^analytics_20[0-9]{2}_temp$'";

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

  @BeforeEach
  void build_tables_of_three_years() {
    database.clear();
    writeValues();
    assertThat(database.update(dataValues()).state()).isEqualTo(RunState.SUCCEEDED);
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
  void all_partitions_are_replaced_below_the_parent_that_serves() {
    List<String> before = database.rows(OIDS);
    database.execute("update datavalue set value = '2'");

    AnalyticsTableResult result = database.update(lowDisk());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_2022 BUILT FULL", "analytics_2023 BUILT FULL", "analytics_2024 BUILT FULL");
    List<String> after = database.rows(OIDS);
    assertThat(after.get(0)).as("the parent").isEqualTo(before.get(0));
    assertThat(after).hasSize(4).doesNotContainAnyElementsOf(before.subList(1, 4));
    assertThat(database.rows(children()))
        .containsExactly("analytics_2022", "analytics_2023", "analytics_2024");
    assertThat(total()).isEqualTo("6");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void newest_partition_comes_first_and_no_two_are_there_twice() {
    List<String> swaps = Collections.synchronizedList(new ArrayList<>());
    database.execute("update datavalue set value = '2'");

    database.update(
        lowDisk().parallelism(2),
        RunControl.listening(
            progress -> {
              assertThat(Integer.parseInt(database.value(STAGED))).isLessThanOrEqualTo(1);
              if (progress.stage().startsWith("Swapping")) {
                swaps.add(database.rows("select year, value from analytics order by 1").toString());
              }
            }));

    assertThat(swaps)
        .as("what serves before each swap")
        .containsExactly(
            "[2022 1, 2023 1, 2024 1]", "[2022 1, 2023 1, 2024 2]", "[2022 1, 2023 2, 2024 2]");
  }

  @Test
  void indexes_checks_and_grants_are_those_of_a_run_that_swaps_all_at_once() {
    database.execute("grant select on analytics_2023 to public");
    List<String> before = shape();

    database.update(lowDisk());

    assertThat(shape()).isEqualTo(before);
    assertThat(
            database.value(
                "select count(*) from information_schema.role_table_grants where"
                    + " table_name = 'analytics_2023' and grantee = 'PUBLIC'"))
        .isEqualTo("1");
  }

  @Test
  void year_without_values_ends_after_the_others_were_replaced() {
    database.execute("delete from datavalue where periodid = " + fixture.period("202201"));

    assertThat(partitions(database.update(lowDisk())))
        .containsExactly(
            "analytics_2022 DROPPED NO_SOURCE_ROWS",
            "analytics_2023 BUILT FULL",
            "analytics_2024 BUILT FULL");
    assertThat(total()).isEqualTo("2");
  }

  /** A server's continuous analytics have taken a value out of each year. */
  @Test
  void latest_values_count_once_whichever_years_were_replaced() {
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "with taken as (delete from analytics returning *)"
            + " insert into analytics_0 select * from taken");
    List<String> totals = Collections.synchronizedList(new ArrayList<>());

    AnalyticsTableResult result =
        database.update(lowDisk(), RunControl.listening(progress -> totals.add(total())));

    assertThat(totals).isNotEmpty().containsOnly("3");
    assertThat(partitions(result))
        .containsExactly(
            "analytics_0 DROPPED NO_SOURCE_ROWS",
            "analytics_2022 BUILT FULL",
            "analytics_2023 BUILT FULL",
            "analytics_2024 BUILT FULL");
    assertThat(total()).isEqualTo("3");
  }

  @Test
  void latest_values_of_other_years_stay_beside_the_last_ones() {
    database.execute(
        "create table analytics_0 () inherits (analytics)",
        "with taken as (delete from analytics returning *)"
            + " insert into analytics_0 select * from taken");

    AnalyticsTableResult result = database.update(lastYears(2).lowDisk());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_0 MERGED REBUILT_IN_OTHERS",
            "analytics_2023 BUILT LAST_YEARS",
            "analytics_2024 BUILT LAST_YEARS");
    assertThat(database.rows("select tableoid::regclass, year from analytics order by 2"))
        .containsExactly("analytics_0 2022", "analytics_2023 2023", "analytics_2024 2024");
  }

  @Test
  void incremental_run_replaces_what_changed() {
    database.update(lowDisk().incremental());
    List<String> before = database.rows(OIDS);
    database.execute(
        "update datavalue set value = '5' where periodid = " + fixture.period("202301"));

    AnalyticsTableResult result = database.update(lowDisk().incremental());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_2022 UNCHANGED SAME_SOURCES",
            "analytics_2023 BUILT TOO_MANY_CHANGES",
            "analytics_2024 UNCHANGED SAME_SOURCES");
    assertThat(database.rows(OIDS)).contains(before.get(0), before.get(1), before.get(3));
    assertThat(total()).isEqualTo("7");
    assertThat(partitions(database.update(lowDisk().incremental())))
        .allMatch(each -> each.contains("UNCHANGED"));
  }

  @Test
  void table_of_other_columns_is_swapped_at_once() {
    fixture.organisationUnitGroup("Public").members(CLINIC);
    String set = fixture.organisationUnitGroupSet("Ownership").groups("Public").uid();
    List<String> columns = Collections.synchronizedList(new ArrayList<>());

    AnalyticsTableResult result =
        database.update(
            AnalyticsDatabase.dataValues().lowDisk(),
            RunControl.listening(
                progress ->
                    columns.add(
                        database.value(
                            "select count(*) from information_schema.columns where column_name = '"
                                + set
                                + "' and table_name ~ '^analytics(_20[0-9]{2})?$'"))));

    assertThat(columns).containsOnly("0");
    assertThat(partitions(result)).hasSize(3).allMatch(each -> each.endsWith("BUILT FULL"));
    assertThat(database.value("select count(\"" + set + "\") from analytics")).isEqualTo("3");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void hook_changes_each_row_once() {
    fixture.analyticsTableHook(
        "Doubles", "DATA_VALUE", "update analytics_temp set value = value * 2");

    assertThat(partitions(database.update(lowDisk())))
        .hasSize(3)
        .allMatch(each -> each.endsWith("BUILT FULL"));

    assertThat(total()).isEqualTo("6");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void partition_that_cannot_be_replaced_keeps_serving_beside_those_that_were() {
    database.execute(
        "update datavalue set value = '2'", "create table other () inherits (analytics_2023)");
    try {
      AnalyticsTableResult result = database.update(lowDisk());

      assertThat(result.state()).isEqualTo(RunState.FAILED);
      assertThat(result.types().get(0).error()).isPresent();
      assertThat(outcomes(result))
          .containsExactly(
              "analytics_2022 FAILED FAILED",
              "analytics_2023 FAILED FAILED",
              "analytics_2024 BUILT FULL");
      assertThat(database.rows("select year, value from analytics order by 1"))
          .containsExactly("2022 1", "2023 1", "2024 2");
      assertThat(database.leftovers()).isEmpty();
    } finally {
      database.execute("drop table other");
    }
  }

  @Test
  void cancelled_run_leaves_each_partition_old_or_new_and_the_next_one_ends_it() {
    database.execute("update datavalue set value = '2'");
    Cancellation cancellation = new Cancellation();

    AnalyticsTableResult result =
        database.update(
            lowDisk(),
            new RunControl(
                progress -> {
                  if (total().equals("4")) {
                    cancellation.cancel();
                  }
                },
                cancellation));

    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
    assertThat(database.rows("select year, value from analytics order by 1"))
        .containsExactly("2022 1", "2023 1", "2024 2");
    assertThat(database.update(lowDisk()).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(total()).isEqualTo("6");
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void killed_run_leaves_each_partition_old_or_new_and_the_next_one_cleans_up() throws Exception {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    database.update(lowDisk(), RunControl.listening(progress -> lines.add(progress.stage())));
    int value = 1;
    for (int line = 3; line <= lines.size(); line += 4) {
      int old = value++;
      database.execute("update datavalue set value = '" + value + "'");
      int wanted = line;
      List<String> seen = new ArrayList<>();
      try (ForkedProcess process = ForkedProcess.start(LowDiskProcess.class, POSTGRES.database())) {
        process.readUntil(
            read -> {
              seen.add(read);
              return seen.size() == wanted;
            });
        process.kill();
      }

      List<String> values = database.rows("select value from analytics order by year");
      assertThat(values).as("after line %s", line).hasSize(3).isSorted();
      assertThat(values).containsAnyOf(Integer.toString(old), Integer.toString(value));
      assertThat(updateOnceTheLockIsFree().state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(database.rows("select value from analytics"))
          .containsOnly(Integer.toString(value));
      assertThat(database.leftovers()).isEmpty();
    }
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private static AnalyticsTableResult updateOnceTheLockIsFree() {
    for (int attempt = 0; ; attempt++) {
      try {
        return database.update(lowDisk());
      } catch (ConflictException e) {
        assertThat(attempt).isLessThan(100);
        database.value("select pg_sleep(0.1)");
      }
    }
  }

  @Test
  void event_that_moved_to_a_later_year_is_never_missing() {
    fixture.program("Register").stage("Stay", "Beds");
    String uid =
        fixture
            .singleEvent("moved", "Register", "Stay", CLINIC)
            .occurredDate(LocalDateTime.of(2023, 3, 4, 5, 6))
            .uid();
    fixture
        .singleEvent("stays", "Register", "Stay", CLINIC)
        .occurredDate(LocalDateTime.of(2024, 3, 4, 5, 6));
    AnalyticsTableUpdate events =
        AnalyticsDatabase.full().skipResourceTables().only(AnalyticsTableType.EVENT);
    database.update(events);
    database.execute("update event set occurreddate = '2024-05-01' where uid = '" + uid + "'");
    String table = AnalyticsTableType.EVENT.tableName(fixture.program("Register").uid());
    List<String> counts = Collections.synchronizedList(new ArrayList<>());

    database.update(
        events.lowDisk(),
        RunControl.listening(
            progress ->
                counts.add(
                    database.value(
                        "select count(*) from " + table + " where event = '" + uid + "'"))));

    assertThat(counts).isNotEmpty().doesNotContain("0");
    assertThat(database.rows("select yearly, count(*) from " + table + " group by 1"))
        .containsExactly("2024 2");
  }

  private static AnalyticsTableUpdate dataValues() {
    return AnalyticsDatabase.dataValues().skipResourceTables();
  }

  private static AnalyticsTableUpdate lowDisk() {
    return dataValues().lowDisk();
  }

  private static AnalyticsTableUpdate lastYears(int years) {
    return AnalyticsTableUpdate.lastYears(years)
        .skipOutliers()
        .skipResourceTables()
        .only(AnalyticsTableType.DATA_VALUE);
  }

  private static List<String> partitions(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return outcomes(result);
  }

  private static List<String> outcomes(AnalyticsTableResult result) {
    return result.types().stream()
        .flatMap(type -> type.tables().stream())
        .flatMap(table -> table.partitions().stream())
        .map(each -> each.name() + " " + each.action() + " " + each.reason())
        .toList();
  }

  private static String total() {
    return database.value("select sum(value) from analytics");
  }

  private static String children() {
    return "select inhrelid::regclass from pg_inherits where inhparent = 'analytics'::regclass"
        + " order by inhrelid::regclass::text";
  }

  /** What is declared of the partitions, without the numbers in the names of indexes. */
  private static List<String> shape() {
    return database.rows(
        """
        select c.relname, regexp_replace(pg_get_indexdef(i.indexrelid), '_[0-9a-z]+ on', ' on', 'i')
        from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relname ~ '^analytics_20[0-9]{2}$'
        union all
        select c.relname, pg_get_constraintdef(k.oid)
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where c.relname ~ '^analytics_20[0-9]{2}$'
        order by 1, 2
        """);
  }

  /** A process that runs in low disk, waiting at every progress. */
  static final class LowDiskProcess {
    private LowDiskProcess() {}

    /** The process: JDBC URL, user. */
    public static void main(String[] arguments) {
      try (DhisAdmin admin =
          DhisAdmin.builder()
              .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
              .clock(MutableClock.at(AnalyticsDatabase.MID_2024))
              .build()) {
        admin
            .analytics()
            .update(
                lowDisk(),
                RunControl.listening(
                    progress -> {
                      System.out.println(progress.stage());
                      ForkedProcess.awaitAnswer();
                    }));
      }
    }
  }
}
