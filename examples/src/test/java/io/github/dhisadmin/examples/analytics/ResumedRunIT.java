package io.github.dhisadmin.examples.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A run goes on where the one before was interrupted, with what would be built just so again. */
class ResumedRunIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String POPULATING = "Populating analytics tables";
  private static final String INDEXING = "Creating indexes";
  private static final String INDEXES =
      "select indexrelid::regclass || ' ' || indexrelid from pg_index"
          + " where indrelid = '%s'::regclass order by 1";

  private static AnalyticsDatabase database;
  private static Dhis2Fixture fixture;

  @BeforeAll
  static void build_resource_tables() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    fixture = database.fixture();
    RowsOfAllTypes rows = RowsOfAllTypes.in(database);
    // The year with most values is filled first.
    for (int year = 2022; year <= 2024; year++) {
      for (int row = 0; row <= 2 * (year - 2022); row++) {
        rows.add("Row " + row + " of " + year, year);
      }
    }
    assertThat(database.update(AnalyticsDatabase.full()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @BeforeEach
  void forget_what_was_built() {
    database.execute("delete from dhis_admin.partition_fingerprint", "delete from tablehook");
  }

  @Test
  void cancelled_run_goes_on_with_the_partitions_that_it_had_filled() {
    cancelAt(POPULATING, 2, dataValues());
    assertThat(database.leftovers()).containsExactly("analytics_2023_temp", "analytics_2024_temp");

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_2022 BUILT FULL",
            "analytics_2023 BUILT RESUMED",
            "analytics_2024 BUILT RESUMED");
    assertAsBuiltAnew(dataValues());
  }

  @Test
  void indexes_that_were_finished_are_not_built_again() {
    cancelAt(INDEXING, 1, dataValues());
    List<String> finished = database.rows(INDEXES.formatted("analytics_2024_temp"));
    assertThat(finished).isNotEmpty();

    database.update(dataValues());

    List<String> resumed = database.rows(INDEXES.formatted("analytics_2024"));
    assertThat(resumed).containsAll(finished).hasSizeGreaterThan(finished.size());
    assertAsBuiltAnew(dataValues());
  }

  @Test
  void killed_run_goes_on_in_another_process() throws Exception {
    try (ForkedProcess process =
        UpdateProcess.stepping(POSTGRES.database(), AnalyticsTableType.DATA_VALUE)) {
      assertThat(process.readUntil(POPULATING::equals)).isPresent();
      process.answer();
      assertThat(process.readUntil(POPULATING::equals)).isPresent();
      process.kill();
    }

    // Sessions of another time zone would not take anything over, and those of tests have one.
    try (AnalyticsDatabase node = AnalyticsDatabase.on(asTheProcess())) {
      assertThat(partitions(updateOnceTheLockIsFree(node)))
          .filteredOn(each -> each.endsWith(" RESUMED"))
          .hasSizeGreaterThanOrEqualTo(1);
    }
    assertAsBuiltAnew(dataValues());
  }

  private static PGSimpleDataSource asTheProcess() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(POSTGRES.database().jdbcUrl());
    dataSource.setUser(POSTGRES.database().user());
    dataSource.setPassword(System.getProperty("dhisadmin.test.password"));
    return dataSource;
  }

  private static AnalyticsTableResult updateOnceTheLockIsFree(AnalyticsDatabase node) {
    for (int attempt = 0; ; attempt++) {
      try {
        return node.update(dataValues());
      } catch (ConflictException e) {
        assertThat(attempt).isLessThan(100);
        database.value("select pg_sleep(0.1)");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AnalyticsTableType.class)
  void each_type_goes_on_with_what_it_had_filled(AnalyticsTableType type) {
    AnalyticsTableUpdate update = full().only(type);
    cancelAt(POPULATING, 1, update);

    AnalyticsTableResult result = database.update(update);

    assertThat(partitions(result)).filteredOn(each -> each.endsWith(" RESUMED")).hasSize(1);
    assertAsBuiltAnew(update);
  }

  @Test
  void incremental_run_goes_on_and_the_next_one_knows_what_was_built() {
    AnalyticsTableUpdate update = dataValues().incremental();
    database.update(update);
    database.execute("update datavalue set value = '11' where " + of(2023) + " or " + of(2024));
    cancelAt(POPULATING, 1, update);

    AnalyticsTableResult resumed = database.update(update);
    AnalyticsTableResult next = database.update(update);

    assertThat(partitions(resumed))
        .containsExactly(
            "analytics_2022 UNCHANGED SAME_SOURCES",
            "analytics_2023 BUILT TOO_MANY_CHANGES",
            "analytics_2024 BUILT RESUMED");
    assertThat(partitions(next))
        .containsExactly(
            "analytics_2022 UNCHANGED SAME_SOURCES",
            "analytics_2023 UNCHANGED SAME_SOURCES",
            "analytics_2024 UNCHANGED SAME_SOURCES");
    assertAsBuiltAnew(dataValues());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update datavalue set value = '12' where %s",
        "delete from datavalue where ctid = (select ctid from datavalue where %s limit 1)",
        "truncate analytics_2024_temp",
        "drop table analytics_2024_temp; create table analytics_2024_temp as"
            + " select * from analytics_2024 limit 1",
        "alter table analytics_2024_temp add column foreign_column text",
        "update dhis_admin.staged_partition set relation = relation + 1"
      })
  void partition_is_built_anew_if_it_would_differ_or_somebody_else_touched_it(String change) {
    cancelAt(POPULATING, 1, dataValues());
    assertThat(database.leftovers()).containsExactly("analytics_2024_temp");
    database.execute(change.formatted(of(2024)));

    AnalyticsTableResult result = database.update(dataValues());

    assertThat(partitions(result))
        .containsExactly(
            "analytics_2022 BUILT FULL", "analytics_2023 BUILT FULL", "analytics_2024 BUILT FULL");
    assertAsBuiltAnew(dataValues());
  }

  @Test
  void unit_that_moved_makes_a_run_build_all_anew() {
    cancelAt(POPULATING, 1, dataValues());
    fixture.organisationUnit("Unit of Row 0 of 2024").parent("Huye");

    assertThat(partitions(database.update(AnalyticsDatabase.dataValues())))
        .noneMatch(each -> each.endsWith(" RESUMED"));
    assertAsBuiltAnew(dataValues());
  }

  @Test
  void other_columns_make_a_run_build_all_anew() {
    cancelAt(POPULATING, 2, dataValues());
    fixture.organisationUnitGroup("Public").members(SmallCountry.CLINIC);
    String set = fixture.organisationUnitGroupSet("Ownership").groups("Public").uid();

    AnalyticsTableResult result = database.update(AnalyticsDatabase.dataValues());

    assertThat(partitions(result)).noneMatch(each -> each.endsWith(" RESUMED"));
    assertThat(database.columns("analytics_2024")).contains(set);
    assertAsBuiltAnew(dataValues());
  }

  @Test
  void tables_that_hooks_change_are_built_anew() {
    cancelAt(POPULATING, 2, dataValues());
    fixture.analyticsTableHook("Hook", "DATA_VALUE", "update analytics_temp set textvalue = 'x'");

    assertThat(partitions(database.update(dataValues())))
        .noneMatch(each -> each.endsWith(" RESUMED"));
    cancelAt(INDEXING, 1, dataValues());

    assertThat(database.leftovers()).isEmpty();
  }

  @Test
  void warnings_of_what_is_taken_over_are_told_again() {
    AnalyticsTableUpdate events = full().only(AnalyticsTableType.EVENT);
    fixture.dataElement("Apgar").valueType("INTEGER");
    fixture
        .event("Row 0 of 2024", "Birth", "Row 0 of 2024", SmallCountry.CLINIC)
        .dataValue("Apgar", "many");
    List<Warning> told = database.update(events).warnings();
    assertThat(told).extracting(Warning::code).contains("VALUE_NOT_OF_TYPE");
    cancelAt(POPULATING, 3, events);

    AnalyticsTableResult result = database.update(events);

    assertThat(partitions(result)).allMatch(each -> each.endsWith(" RESUMED"));
    assertThat(result.warnings()).containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void run_of_other_types_drops_what_was_left() {
    cancelAt(POPULATING, 2, dataValues());

    database.update(full().only(AnalyticsTableType.ORG_UNIT_TARGET));

    assertThat(database.leftovers()).isEmpty();
    assertThat(database.value("select count(*) from dhis_admin.staged_partition")).isEqualTo("0");
  }

  @Test
  void what_is_left_can_be_taken_over_after_several_cancellations() {
    cancelAt(POPULATING, 1, dataValues());
    cancelAt(POPULATING, 2, dataValues());
    cancelAt("Performing pre-create table work", 1, dataValues());
    assertThat(database.leftovers()).containsExactly("analytics_2023_temp", "analytics_2024_temp");

    assertThat(partitions(database.update(dataValues())))
        .containsExactly(
            "analytics_2022 BUILT FULL",
            "analytics_2023 BUILT RESUMED",
            "analytics_2024 BUILT RESUMED");
  }

  /** On the resource tables that are there. */
  private static AnalyticsTableUpdate full() {
    return AnalyticsDatabase.full().skipResourceTables();
  }

  private static AnalyticsTableUpdate dataValues() {
    return full().only(AnalyticsTableType.DATA_VALUE);
  }

  /** Cancels a run, on one session, when it tells of a stage for the n-th time. */
  private static void cancelAt(String stage, int times, AnalyticsTableUpdate update) {
    Cancellation cancellation = new Cancellation();
    AtomicInteger heard = new AtomicInteger();
    AnalyticsTableResult result =
        database.update(
            update.parallelism(1),
            new RunControl(
                progress -> {
                  if (progress.stage().equals(stage) && heard.incrementAndGet() == times) {
                    cancellation.cancel();
                  }
                },
                cancellation));
    assertThat(result.state()).isEqualTo(RunState.CANCELLED);
  }

  /** Rows, columns, parents and number of indexes are those of a run that nobody interrupted. */
  private static void assertAsBuiltAnew(AnalyticsTableUpdate update) {
    assertThat(database.leftovers()).isEmpty();
    String indexes =
        "select indrelid::regclass::text, count(*) from pg_index"
            + " where indrelid::regclass::text ~ '^analytics(?!_rs)' group by 1 order by 1";
    Map<String, String> contents = database.contents();
    List<String> indexed = database.rows(indexes);

    database.update(update);

    assertThat(contents).isEqualTo(database.contents());
    assertThat(indexed).isEqualTo(database.rows(indexes));
  }

  private static String of(int year) {
    return "periodid = " + fixture.period(year + "01");
  }

  private static List<String> partitions(AnalyticsTableResult result) {
    assertThat(result.state()).as(() -> result.toString()).isEqualTo(RunState.SUCCEEDED);
    return result.types().get(0).tables().stream()
        .flatMap(table -> table.partitions().stream())
        .map(ResumedRunIT::told)
        .toList();
  }

  private static String told(PartitionOutcome partition) {
    return partition.name() + " " + partition.action() + " " + partition.reason();
  }
}
