package io.github.dhisadmin.testkit.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
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
      persistence.tableRuns().finish(ended, RunState.SUCCEEDED, List.of());
      persistence.tableRuns().begin(TableRunKind.RESOURCE_TABLES);

      assertThat(states(TableRunKind.ANALYTICS_TABLES)).containsExactly(RunState.INTERRUPTED);
      assertThat(states(TableRunKind.RESOURCE_TABLES))
          .containsExactly(RunState.RUNNING, RunState.SUCCEEDED);
    }
  }

  private List<RunState> states(TableRunKind kind) {
    return last(kind).stream().map(RunRecord::state).toList();
  }

  private List<RunRecord> last(TableRunKind kind) {
    return persistence.tableRuns().last(kind, 9);
  }
}
