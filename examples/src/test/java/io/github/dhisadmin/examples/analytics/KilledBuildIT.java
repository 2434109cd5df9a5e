package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.dataValues;
import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.full;
import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies in the middle of a run, wherever that is, is no trouble to anybody. */
class KilledBuildIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int RANDOM_KILLS = 10;
  private static final String COUNTED = "Counted";
  private static final List<String> STAGES =
      List.of(
          "Performing pre-create table work",
          "Populating analytics tables",
          "Creating indexes",
          "Swapping analytics tables");

  private static AnalyticsDatabase database;
  private static RowsOfAllTypes rows;
  private static final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private static int values;

  @BeforeAll
  static void build_tables_once() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    rows = RowsOfAllTypes.in(database);
    database.fixture().program("Register").stage("Stay", "Beds");
    changeAllTypes();
    changeAllTypes();
    AnalyticsTableResult result =
        database.update(full(), RunControl.listening(progress -> lines.add(progress.stage())));
    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(counted()).isEqualTo(values);
  }

  /** Something new in the tables of each type, and in each of their partitions. */
  private static void changeAllTypes() {
    addValue();
    rows.add("new with " + values, 2023);
    rows.add("newer with " + values, 2024);
    database
        .fixture()
        .singleEvent("stay " + values, "Register", "Stay", CLINIC)
        .occurredDate(LocalDateTime.of(2023, 2, 3, 4, 5));
  }

  /** Tests of other types leave values that no run has seen. */
  @BeforeEach
  void build_what_other_tests_have_changed() {
    assertThat(updateOnceTheLockIsFree().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @AfterAll
  static void close_the_library() {
    database.close();
  }

  @Test
  void tables_serve_after_a_process_was_killed_at_each_stage() throws Exception {
    Set<String> stages = new LinkedHashSet<>(lines);
    assertThat(stages)
        .contains("Populating analytics tables", "Creating indexes", "Swapping analytics tables")
        .hasSizeGreaterThanOrEqualTo(6);
    for (String stage : stages) {
      Map<String, String> before = database.contents();
      addValue();
      try (ForkedProcess process = UpdateProcess.stepping(POSTGRES.database())) {
        assertThat(process.readUntil(stage::equals)).as(stage).isPresent();
        process.kill();
      }

      assertThat(database.contents()).as("tables after a kill at %s", stage).isEqualTo(before);
      nextRunSucceeds(stage);
    }
  }

  @Test
  void tables_serve_after_a_process_was_killed_at_any_moment() throws Exception {
    Random random = new Random(42);
    for (int kill = 0; kill < RANDOM_KILLS; kill++) {
      int after = 1 + random.nextInt(lines.size());
      Map<String, String> before = database.contents();
      addValue();
      Optional<String> last;
      try (ForkedProcess process = UpdateProcess.running(POSTGRES.database())) {
        last = process.readUntil(new NthLine(after));
        process.kill();
      }

      // It runs on until it is dead, and so may just have swapped a table or not.
      assertThat(last).as("line %s of %s", after, lines.size()).isPresent();
      assertThat(counted()).isBetween(values - 1L, (long) values);
      if (counted() == values - 1) {
        assertThat(family("analytics", database.contents()))
            .as("tables after a kill at line %s", after)
            .isEqualTo(family("analytics", before));
      }
      nextRunSucceeds("line " + after);
    }
    assertThat(database.update(full()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource(AnalyticsTableType.class)
  void tables_of_a_type_are_all_old_or_all_new_after_a_process_was_killed(AnalyticsTableType type)
      throws Exception {
    AnalyticsTableUpdate update = full().only(type);
    updateOnceTheLockIsFree(update);
    Map<String, String> before = database.contents();
    changeAllTypes();
    Random random = new Random(type.name().hashCode());
    String stage = STAGES.get(random.nextInt(STAGES.size()));
    int times = 1 + random.nextInt(2);
    String when = "%s, killed at line %d of \"%s\"".formatted(type, times, stage);
    try (ForkedProcess process = UpdateProcess.stepping(POSTGRES.database(), type)) {
      process.readUntil(new Occurrence(stage, times));
      process.kill();
    }

    Map<String, String> killed = database.contents();
    AnalyticsTableResult result = updateOnceTheLockIsFree(update);
    Map<String, String> after = database.contents();

    assertThat(result.state()).as(when).isEqualTo(RunState.SUCCEEDED);
    assertThat(database.leftovers()).as(when).isEmpty();
    List<String> tables = result.types().get(0).tables().stream().map(TableOutcome::name).toList();
    assertThat(tables)
        .as(when)
        .anyMatch(table -> !family(table, after).equals(family(table, before)));
    for (String table : tables) {
      assertThat(family(table, killed))
          .as("%s: %s", when, table)
          .isIn(family(table, before), family(table, after));
    }
  }

  /** A table and its partitions. */
  private static Map<String, String> family(String table, Map<String, String> contents) {
    return contents.entrySet().stream()
        .filter(each -> each.getKey().matches(table + "(_[0-9]+)?"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The next run sees to what was left of all types, whichever it builds. */
  private static void nextRunSucceeds(String when) {
    AnalyticsTableResult result = updateOnceTheLockIsFree();

    assertThat(result.state()).as(when).isEqualTo(RunState.SUCCEEDED);
    assertThat(counted()).as(when).isEqualTo(values);
    assertThat(database.leftovers()).as("leftovers after a kill at %s", when).isEmpty();
    assertThat(
            database.value(
                "select count(*) from (select inhrelid from pg_inherits"
                    + " where inhparent = 'analytics'::regclass) partitions"))
        .as(when)
        .isEqualTo("2");
  }

  private static AnalyticsTableResult updateOnceTheLockIsFree() {
    return updateOnceTheLockIsFree(dataValues());
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private static AnalyticsTableResult updateOnceTheLockIsFree(AnalyticsTableUpdate update) {
    for (int attempt = 0; ; attempt++) {
      try {
        return database.update(update);
      } catch (ConflictException e) {
        assertThat(attempt)
            .as("tenths of a second that a dead process holds its lock")
            .isLessThan(100);
        database.value("select pg_sleep(0.1)");
      }
    }
  }

  private static void addValue() {
    values++;
    database
        .fixture()
        .dataValue(COUNTED, values % 2 == 0 ? "202301" : "202401", "Unit " + values)
        .value("1");
  }

  private static long counted() {
    return Long.parseLong(
        database.value(
            "select count(*) from analytics where dx = '"
                + database.fixture().dataElement(COUNTED).uid()
                + "'"));
  }

  /** Wants the line with a number, counting from one. */
  private static final class NthLine implements Predicate<String> {
    private final int number;
    private int seen;

    NthLine(int number) {
      this.number = number;
    }

    @Override
    public boolean test(String line) {
      seen++;
      return seen == number || UpdateProcess.isDone(line);
    }
  }

  /** Wants the line with a text that is the n-th of its kind. */
  private static final class Occurrence implements Predicate<String> {
    private final String wanted;
    private final int times;
    private int seen;

    Occurrence(String wanted, int times) {
      this.wanted = wanted;
      this.times = times;
    }

    @Override
    public boolean test(String line) {
      seen += line.equals(wanted) ? 1 : 0;
      return seen == times || UpdateProcess.isDone(line);
    }
  }
}
