package io.github.dhisadmin.examples.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.EstimateBasis;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.PartitionSize;
import io.github.dhisadmin.analytics.TypeEstimate;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.NotEnoughDiskException;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.StatementCount;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What updates are expected to build and need, and what becomes of those that do not fit. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AnalyticsEstimateIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String RELATIONS =
      "select relname, oid from pg_class where relname like 'analytics%' order by 1";

  private static AnalyticsDatabase database;
  private static AnalyticsEstimate beforeTheFirstRun;
  private static AnalyticsTableResult firstRun;

  @BeforeAll
  static void estimate_and_build_generated_tables() {
    DemoData.scale(Scale.SMALL).loadInto(POSTGRES.dataSource());
    database = AnalyticsDatabase.on(POSTGRES.database());
    beforeTheFirstRun = database.estimate(everything());
    firstRun = database.update(everything());
    assertThat(firstRun.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void first_run_is_told_from_source_tables() {
    assertThat(beforeTheFirstRun.partitions())
        .isNotEmpty()
        .allSatisfy(
            partition -> {
              assertThat(partition.basis()).isEqualTo(EstimateBasis.SOURCE_TABLE);
              assertThat(partition.servingBytes()).isZero();
              assertThat(partition.work()).isEmpty();
            });
    assertThat(beforeTheFirstRun.duration()).isEmpty();
    for (AnalyticsTableType type :
        List.of(
            AnalyticsTableType.DATA_VALUE,
            AnalyticsTableType.EVENT,
            AnalyticsTableType.ENROLLMENT,
            AnalyticsTableType.TRACKED_ENTITY_INSTANCE)) {
      long rows = rows(firstRun, type);
      assertThat(rows).as(type.name()).isPositive();
      assertThat(of(beforeTheFirstRun, type).rows())
          .as(type.name())
          .isBetween(rows / 2, 2 * rows + 100);
    }
  }

  @Test
  void first_run_after_resource_tables_knows_the_years_of_data_values() {
    try (AnalyticsDatabase fresh = AnalyticsDatabase.on(POSTGRES.database())) {
      database.execute("alter table analytics rename to elsewhere");
      List<String> years = database.tables("^analytics_20[0-9]{2}$");
      years.forEach(
          year -> database.execute("alter table " + year + " rename to elsewhere" + year));
      try {
        Map<String, PartitionEstimate> expected =
            byName(fresh.estimate(only(AnalyticsTableType.DATA_VALUE)));

        assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(years);
        for (String year : years) {
          long rows = Long.parseLong(database.value("select count(*) from elsewhere" + year));
          assertThat(rows(expected, year)).as(year).isBetween(rows / 2, rows * 2);
        }
      } finally {
        years.forEach(
            year -> database.execute("alter table elsewhere" + year + " rename to " + year));
        database.execute("alter table elsewhere rename to analytics");
      }
    }
  }

  @Test
  void later_run_is_expected_within_a_factor_of_two_of_what_it_builds() {
    AnalyticsEstimate estimate = database.estimate(everything());

    AnalyticsTableResult result = database.update(everything());

    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(result.estimate().types()).isEqualTo(estimate.types());
    assertThat(result.sizes())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            size -> {
              assertThat(size.expectedRows()).isBetween(size.rows() / 2, 2 * size.rows());
              assertThat(size.expectedBytes()).isBetween(size.bytes() / 2, 2 * size.bytes());
              assertThat(size.bytes())
                  .isEqualTo(
                      Long.parseLong(
                          database.value("select pg_total_relation_size('" + size.name() + "')")));
            });
    long built = result.sizes().stream().mapToLong(PartitionSize::bytes).sum();
    assertThat(estimate.neededBytes()).isBetween(built / 2, 2 * built);
    assertThat(estimate.neededInLowDiskBytes()).isLessThan(estimate.neededBytes() / 2);
    assertThat(estimate.duration()).isPresent();
    assertThat(of(estimate, AnalyticsTableType.DATA_VALUE).work()).isPresent();
  }

  @Test
  void estimate_changes_nothing_and_asks_no_more_of_more_rows() {
    List<String> before = database.rows(RELATIONS);
    int few;
    try (StatementCount statements = POSTGRES.dataSource().countStatements()) {
      database.estimate(everything());
      few = statements.count();
    }
    database.execute(
        "create table copied as select * from datavalue",
        "insert into datavalue select dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " other.id, value, storedby, created, lastupdated, comment, followup, deleted"
            + " from copied cross join lateral (select categoryoptioncomboid as id from"
            + " categoryoptioncombo c where c.categoryoptioncomboid <>"
            + " copied.attributeoptioncomboid order by 1 limit 1) other",
        "analyze datavalue");
    try (StatementCount statements = POSTGRES.dataSource().countStatements()) {
      database.estimate(everything());

      assertThat(statements.count()).isEqualTo(few).isLessThan(100);
      assertThat(statements.statements())
          .noneMatch(sql -> sql.contains("count(*)") || sql.startsWith("create"));
    } finally {
      database.execute(
          "delete from datavalue d where not exists (select from copied c where c.dataelementid ="
              + " d.dataelementid and c.periodid = d.periodid and c.sourceid = d.sourceid and"
              + " c.categoryoptioncomboid = d.categoryoptioncomboid and c.attributeoptioncomboid ="
              + " d.attributeoptioncomboid)",
          "drop table copied",
          "analyze datavalue");
    }
    assertThat(database.rows(RELATIONS)).isEqualTo(before);
  }

  @Test
  void run_that_the_disk_cannot_hold_is_refused_and_makes_nothing() {
    List<String> before = database.rows(RELATIONS);
    AnalyticsTableUpdate update = AnalyticsTableUpdate.full().skipOutliers();
    long needed = database.estimate(update).neededBytes();

    assertThatThrownBy(() -> database.update(update.freeDisk(needed - 1)))
        .isInstanceOfSatisfying(
            NotEnoughDiskException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_ENOUGH_DISK);
              assertThat(e.neededBytes()).isEqualTo(needed);
              assertThat(e.freeBytes()).isEqualTo(needed - 1);
            })
        .hasMessageContaining("for analytics")
        .hasMessageContaining("lowDisk");

    assertThat(database.rows(RELATIONS)).as("resource tables as well").isEqualTo(before);
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void run_in_low_disk_fits_where_one_that_builds_everything_at_once_does_not() {
    AnalyticsTableUpdate update = only(AnalyticsTableType.DATA_VALUE);
    AnalyticsEstimate estimate = database.estimate(update);
    long between = (estimate.neededBytes() + estimate.neededInLowDiskBytes()) / 2;

    assertThatThrownBy(() -> database.update(update.freeDisk(between)))
        .isInstanceOf(NotEnoughDiskException.class);
    assertThat(database.update(update.lowDisk().freeDisk(between)).state())
        .isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void incremental_run_fails_the_table_it_has_no_room_for_and_builds_the_others() {
    AnalyticsTableUpdate update =
        only(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.ORG_UNIT_TARGET)
            .incremental()
            .parallelism(1);
    List<String> serving = database.rows(RELATIONS);
    AnalyticsEstimate estimate = database.estimate(update);
    long room = estimate.workBytes() + of(estimate, AnalyticsTableType.ORG_UNIT_TARGET).bytes();

    AnalyticsTableResult result = database.update(update.freeDisk(room));

    assertThat(result.state()).isEqualTo(RunState.FAILED);
    assertThat(result.types().get(0).error().orElseThrow())
        .containsPattern("analytics_20[0-9]{2} needs about .* of disk, but .* are left");
    assertThat(result.types().get(1).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.rows(RELATIONS))
        .containsAll(serving.stream().filter(each -> !each.contains("orgunittarget")).toList());
    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void free_disk_is_seen_where_server_and_library_share_a_machine() {
    long free = database.estimate(everything()).freeBytes().orElseThrow();

    assertThat(free).isPositive();
    assertThat(database.estimate(everything().freeDisk(7)).freeBytes())
        .as("what the caller says comes first")
        .hasValue(7);
  }

  @Test
  void what_a_killed_run_left_behind_will_be_free() {
    assertThat(database.estimate(everything()).reclaimedBytes()).isZero();
    database.execute(
        "create table analytics_2024_temp as select repeat('x', 1000) from generate_series(1, 100)",
        "create table analytics_event_ipdemouid01_temp as select 1");
    try {
      assertThat(database.estimate(everything()).reclaimedBytes())
          .isEqualTo(
              Long.parseLong(
                  database.value(
                      "select pg_total_relation_size('analytics_2024_temp')"
                          + " + pg_total_relation_size('analytics_event_ipdemouid01_temp')")));
    } finally {
      database.execute(
          "drop table analytics_2024_temp", "drop table analytics_event_ipdemouid01_temp");
    }
  }

  @Test
  void last_years_need_less() {
    AnalyticsEstimate estimate =
        database.estimate(
            AnalyticsTableUpdate.lastYears(1)
                .skipOutliers()
                .skipResourceTables()
                .only(AnalyticsTableType.DATA_VALUE));

    assertThat(byName(estimate).keySet())
        .isNotEmpty()
        .allMatch(name -> name.compareTo("analytics_2024") >= 0);
  }

  /** Alters what other tests look at. */
  @Test
  @Order(Integer.MAX_VALUE)
  void newest_year_is_expected_to_have_grown_as_its_sources_have() {
    List<String> years = database.tables("^analytics_20[0-9]{2}$");
    String newest = years.get(years.size() - 1);
    long rows = Long.parseLong(database.value("select count(*) from " + newest));
    database.execute(
        "insert into datavalue select dataelementid, periodid, sourceid, categoryoptioncomboid,"
            + " (select min(c.categoryoptioncomboid) from categoryoptioncombo c where not exists"
            + " (select from datavalue d where d.attributeoptioncomboid = c.categoryoptioncomboid)),"
            + " value, storedby,"
            + " created, lastupdated, comment, followup, deleted from datavalue join"
            + " analytics_rs_periodstructure p using (periodid) where p.year = "
            + newest.substring("analytics_".length()),
        "analyze datavalue");

    Map<String, PartitionEstimate> expected =
        byName(database.estimate(only(AnalyticsTableType.DATA_VALUE)));

    assertThat(rows(expected, newest)).isBetween(rows * 3 / 2, rows * 3);
    assertThat(rows(expected, years.get(0)))
        .isEqualTo(Long.parseLong(database.value("select count(*) from " + years.get(0))));
  }

  private static AnalyticsTableUpdate everything() {
    return AnalyticsDatabase.full();
  }

  private static AnalyticsTableUpdate only(AnalyticsTableType first, AnalyticsTableType... others) {
    return AnalyticsDatabase.full().skipResourceTables().only(first, others);
  }

  private static TypeEstimate of(AnalyticsEstimate estimate, AnalyticsTableType type) {
    return estimate.types().stream().filter(each -> each.type() == type).findAny().orElseThrow();
  }

  private static long rows(AnalyticsTableResult result, AnalyticsTableType type) {
    return result.types().stream()
        .filter(each -> each.type() == type)
        .map(TypeOutcome::tables)
        .flatMap(List::stream)
        .flatMap(table -> table.partitions().stream())
        .mapToLong(partition -> partition.rows())
        .sum();
  }

  private static long rows(Map<String, PartitionEstimate> estimates, String partition) {
    return Objects.requireNonNull(estimates.get(partition), partition).rows();
  }

  private static Map<String, PartitionEstimate> byName(AnalyticsEstimate estimate) {
    return estimate
        .partitions()
        .collect(Collectors.toMap(PartitionEstimate::name, Function.identity()));
  }
}
