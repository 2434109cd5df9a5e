package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import java.util.List;
import java.util.Optional;

/**
 * What became of the tasks of migrations. Reading needs no authority; everything else needs {@code
 * F_EXPORT_DATA}. Thread safe.
 */
public interface MigrationTasks {

  /**
   * The same, changed in somebody's name: it stands in the {@linkplain MigrationRuns#audit audit}.
   * Without a name that of the DHIS2 user stands there whom the host's access policy tells, or
   * nothing.
   */
  MigrationTasks by(String who);

  /** How many tasks of a configuration stand where: every process type, in their order. */
  List<ProcessCounts> counts(String configuration);

  /** How many tasks of one run stand where: every process type, in their order. */
  List<ProcessCounts> counts(long run);

  /**
   * Failed tasks, the oldest failure first.
   *
   * @param after only what follows this place
   * @param limit how many at most, at least 1
   */
  List<FailedTask> failed(TaskSelection selection, FailedTask.Position after, int limit);

  /** One failed task. */
  Optional<FailedTask> failed(String configuration, long id);

  /**
   * Puts failed tasks back into the queue, with all their attempts before them.
   *
   * @return how many there were; retrying a task twice queues it once
   */
  int retry(TaskSelection selection);

  /**
   * Stops a run: what waits is not begun, what a worker has takes effect only if it is already
   * under way at the destination. What is done stays done.
   *
   * @return how many tasks will not be done
   * @throws InvalidRequestException if there is no such run
   */
  int cancel(long run);

  /** What would be lost if tasks were thrown away. Changes nothing. */
  ClearingPlan plan(Clearing clearing);

  /**
   * Throws tasks away.
   *
   * @param seen what the caller has agreed to lose
   * @return what was lost
   * @throws OutdatedPlanException if more, or other, tasks would be lost by now; nothing is
   */
  ClearingPlan clear(ClearingPlan seen);
}
