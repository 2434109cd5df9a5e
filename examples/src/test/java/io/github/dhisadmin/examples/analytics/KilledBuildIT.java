package io.github.dhisadmin.examples.analytics;

import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.dataValues;
import static io.github.dhisadmin.examples.analytics.AnalyticsDatabase.full;
import static io.github.dhisadmin.examples.analytics.SmallCountry.CLINIC;
import static io.github.dhisadmin.examples.analytics.SmallCountry.OTHER_CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that dies in the middle of a run, wherever that is, is no trouble to anybody. */
class KilledBuildIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int RANDOM_KILLS = 10;
  private static final String COUNTED = "Counted";

  private static AnalyticsDatabase database;
  private static final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private static int values;

  @BeforeAll
  static void build_tables_once() {
    database = AnalyticsDatabase.on(POSTGRES.database());
    rowsOfAllKinds(database.fixture());
    addValue();
    addValue();
    AnalyticsTableResult result =
        database.update(full(), RunControl.listening(progress -> lines.add(progress.stage())));
    assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(counted()).isEqualTo(values);
  }

  /** A few of each: how many there are makes no difference to what a dead process leaves behind. */
  private static void rowsOfAllKinds(Dhis2Fixture fixture) {
    SmallCountry.in(fixture);
    // Ten years of days instead of 75.
    fixture.setting("keyAnalyticsPeriodYearsOffset", "20");
    fixture.dataSet("Monthly set").organisationUnits(CLINIC);
    fixture.completeRegistration(
        "Monthly set", "202401", CLINIC, LocalDateTime.of(2024, 2, 1, 8, 0));
    fixture
        .program("Child")
        .withRegistration("Person")
        .attributes("Weight")
        .stage("Birth", "Apgar");
    fixture
        .trackedEntity("anna", "Person", CLINIC)
        .attribute("Weight", "3250")
        .ownedUntil("Child", CLINIC, LocalDateTime.of(2024, 3, 4, 5, 6))
        .owner("Child", OTHER_CLINIC);
    fixture.enrollment("anna/child", "anna", "Child", CLINIC);
    for (int year = 2023; year <= 2024; year++) {
      fixture
          .event("of " + year, "Birth", "anna/child", CLINIC)
          .occurredDate(LocalDateTime.of(year, 2, 3, 4, 5));
    }
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
      String before = rows();
      addValue();
      try (ForkedProcess process = UpdateProcess.stepping(POSTGRES.database())) {
        assertThat(process.readUntil(stage::equals)).as(stage).isPresent();
        process.kill();
      }

      assertThat(rows()).as("rows after a kill at %s", stage).isEqualTo(before);
      nextRunSucceeds(stage);
    }
  }

  @Test
  void tables_serve_after_a_process_was_killed_at_any_moment() throws Exception {
    Random random = new Random(42);
    for (int kill = 0; kill < RANDOM_KILLS; kill++) {
      int after = 1 + random.nextInt(lines.size());
      String before = rows();
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
        assertThat(rows()).as("rows after a kill at line %s", after).isEqualTo(before);
      }
      nextRunSucceeds("line " + after);
    }
    assertThat(database.update(full()).state()).isEqualTo(RunState.SUCCEEDED);
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

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private static AnalyticsTableResult updateOnceTheLockIsFree() {
    for (int attempt = 0; ; attempt++) {
      try {
        return database.update(dataValues());
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

  private static String rows() {
    return database
        .rows(
            "select count(*) as rows, sum(value::numeric) as total, count(distinct tableoid) as"
                + " partitions, (select count(*) from analytics_completeness) as registrations,"
                + " (select count(*) from analytics_completenesstarget) as targets,"
                + " (select count(*) from analytics_orgunittarget) as members,"
                + " (select count(*) > 0 from analytics_rs_orgunitstructure) as units from analytics")
        .get(0);
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
}
