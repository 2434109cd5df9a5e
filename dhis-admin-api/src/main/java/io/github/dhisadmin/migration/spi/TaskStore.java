package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one truth about tasks. A task is enqueued, taken, and then done, failed or put back; each
 * step is one transaction, and nobody but the last who took a task can settle it. Brokers may lose
 * or repeat what they carry: they carry numbers of tasks, and this decides. Thread safe.
 */
public interface TaskStore {

  /** Keeps tasks; tells how many of them were not there yet. */
  int enqueue(List<NewTask> tasks);

  /** Takes tasks that wait and are due, the one that waits longest first. */
  List<ClaimedTask> claim(Claim claim);

  /** Takes tasks by number, as far as they wait and are due. */
  List<ClaimedTask> claim(List<Long> ids, String worker, Duration lease);

  /** Keeps tasks from being given to others; tells which are the worker's still. */
  Set<TaskHandle> renew(List<TaskHandle> tasks, Duration lease);

  /** Settles tasks and enqueues what follows from them; tells which were the worker's still. */
  Set<TaskHandle> complete(List<Completion> completions);

  /** Puts tasks back for later, or gives them up; tells which were the worker's still. */
  Set<TaskHandle> fail(List<TaskFailure> failures);

  /**
   * Puts tasks back that were not begun, as if they had never been taken.
   *
   * @param rest before they are due again; zero for at once
   * @return which were the worker's still
   */
  Set<TaskHandle> release(List<TaskHandle> tasks, Duration rest);

  /**
   * Takes tasks from workers that fell silent: puts them back, or gives them up if that was their
   * last attempt.
   *
   * @param limit how many at most
   * @return how many there were
   */
  int recover(TaskRetries retries, int limit);

  /** Due tasks that no broker was told of yet. */
  List<Unannounced> unannounced(int limit);

  /** Remembers that a broker has confirmed them. */
  void announced(List<Long> ids);

  /**
   * Forgets which waiting tasks a broker was told of some time ago, as it may have lost them.
   *
   * @return how many there are
   */
  int announceAgain(Duration olderThan, int limit);

  /** How many tasks of a configuration stand where: every process type, in their order. */
  List<ProcessCounts> counts(String configuration);

  /** How many tasks of one run stand where: every process type, in their order. */
  List<ProcessCounts> counts(long run);

  /**
   * Whether at least so many tasks of a process type wait, of whatever configuration.
   *
   * @param number at least 1
   */
  boolean isWaiting(ProcessType process, int number);

  /** How many tasks wait or are with workers, of whatever configuration. */
  int open();

  /**
   * How long it is until a task is due that waits, or until the worker of another has been silent
   * for too long; zero if that is now, empty if no task waits and no worker has one.
   */
  Optional<Duration> nextDue();

  /** Failed tasks by the time of their failure. */
  List<FailedTask> failed(TaskSelection selection, FailedTask.Position after, int limit);

  /**
   * Puts failed tasks back with all their attempts before them; their runs have not ended any more.
   *
   * @param who asks, for the audit
   * @return how many there were
   */
  int retry(TaskSelection selection, String who);

  /** What would be lost. */
  ClearingPlan plan(Clearing clearing);

  /**
   * Throws tasks away.
   *
   * @param who asks, for the audit
   * @return what was lost
   * @throws OutdatedPlanException if the plan that was seen does not cover it; nothing is
   */
  ClearingPlan clear(ClearingPlan seen, String who);

  /**
   * A task to tell a broker of.
   *
   * @param id its number
   * @param process decides the broker's queue
   */
  record Unannounced(long id, ProcessType process) {}
}
