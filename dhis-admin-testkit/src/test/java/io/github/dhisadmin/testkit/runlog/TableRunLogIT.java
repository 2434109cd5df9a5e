package io.github.dhisadmin.testkit.runlog;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.TableRunPart;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import io.github.dhisadmin.spi.TableRunLog;
import io.github.dhisadmin.spi.TableRunLog.Ending;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history of runs that build tables, in the library's own schema. */
class TableRunLogIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private Persistence persistence;

  @BeforeEach
  void open() {
    persistence = JooqPersistence.of(POSTGRES.dataSource());
  }

  @Test
  void run_under_way_is_running_as_long_as_its_lock_is_held() {
    RunLock lock = persistence.runLocks().tryAcquire(RunLocks.TABLES).orElseThrow();
    try (lock) {
      persistence.tableRuns().begin(TableRunKind.ANALYTICS_TABLES);

      assertThat(states(TableRunKind.ANALYTICS_TABLES)).containsExactly(RunState.RUNNING);
    }

    assertThat(states(TableRunKind.ANALYTICS_TABLES)).containsExactly(RunState.INTERRUPTED);
    assertThat(last(TableRunKind.ANALYTICS_TABLES).get(0).finishedAt()).isEmpty();
  }

  @Test
  void lock_of_something_else_keeps_no_run_alive() {
    RunLock other = persistence.runLocks().tryAcquire("maintenance periods").orElseThrow();
    try (other) {
      persistence.tableRuns().begin(TableRunKind.ANALYTICS_TABLES);

      assertThat(states(TableRunKind.ANALYTICS_TABLES)).containsExactly(RunState.INTERRUPTED);
    }
  }

  @Test
  void next_run_of_any_kind_marks_those_that_died_before() {
    RunLock lock = persistence.runLocks().tryAcquire(RunLocks.TABLES).orElseThrow();
    try (lock) {
      persistence.tableRuns().begin(TableRunKind.ANALYTICS_TABLES);
      long ended = persistence.tableRuns().begin(TableRunKind.RESOURCE_TABLES);
      persistence.tableRuns().finish(ended, new Ending(RunState.SUCCEEDED, null, List.of()));
      persistence.tableRuns().begin(TableRunKind.RESOURCE_TABLES);

      assertThat(states(TableRunKind.ANALYTICS_TABLES)).containsExactly(RunState.INTERRUPTED);
      assertThat(states(TableRunKind.RESOURCE_TABLES))
          .containsExactly(RunState.RUNNING, RunState.SUCCEEDED);
    }
  }

  @Test
  void run_is_told_with_all_that_became_of_its_tables() {
    List<TableRunPart> parts =
        List.of(
            new TableRunPart("DATA_VALUE", "analytics_2023", "BUILT", "FULL", 5, ofMillis(1500)),
            new TableRunPart("EVENT", "analytics_event_x", "FAILED", "no room", 0, ofMillis(7)));
    long run = persistence.tableRuns().begin(TableRunKind.ANALYTICS_TABLES);

    persistence.tableRuns().finish(run, new Ending(RunState.FAILED, "no room", parts));

    assertThat(last(TableRunKind.ANALYTICS_TABLES))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.id()).isEqualTo(run);
              assertThat(told.state()).isEqualTo(RunState.FAILED);
              assertThat(told.error()).hasValue("no room");
              assertThat(told.parts()).isEqualTo(parts);
              assertThat(told.rows()).isEqualTo(5);
              assertThat(told.finishedAt())
                  .hasValueSatisfying(end -> assertThat(end).isAfterOrEqualTo(told.startedAt()));
            });
  }

  @Test
  void only_the_last_runs_of_each_kind_are_remembered() {
    persistence.tableRuns().begin(TableRunKind.RESOURCE_TABLES);
    long first = persistence.tableRuns().begin(TableRunKind.ANALYTICS_TABLES);
    persistence
        .tableRuns()
        .finish(
            first,
            new Ending(
                RunState.SUCCEEDED,
                null,
                List.of(new TableRunPart("DATA_VALUE", "analytics", "BUILT", "FULL", 1, ZERO))));
    for (int run = 1; run <= TableRunLog.KEPT; run++) {
      persistence.tableRuns().begin(TableRunKind.ANALYTICS_TABLES);
    }

    assertThat(persistence.tableRuns().last(TableRunKind.ANALYTICS_TABLES, 1000))
        .hasSize(TableRunLog.KEPT)
        .noneMatch(run -> run.id() == first);
    assertThat(last(TableRunKind.RESOURCE_TABLES)).hasSize(1);
  }

  private List<RunState> states(TableRunKind kind) {
    return last(kind).stream().map(RunRecord::state).toList();
  }

  private List<RunRecord> last(TableRunKind kind) {
    return persistence.tableRuns().last(kind, 9);
  }
}
