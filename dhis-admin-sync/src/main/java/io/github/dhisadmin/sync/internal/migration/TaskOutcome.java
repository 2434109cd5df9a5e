package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import java.time.Duration;

/** What became of a task that was carried out. */
sealed interface TaskOutcome {

  /** Which task it was. */
  ClaimedTask task();

  /**
   * Its effect is there.
   *
   * @param effect what it has brought about
   */
  record Done(ClaimedTask task, TaskEffect effect) implements TaskOutcome {}

  /**
   * Its effect is not there.
   *
   * @param problem why
   * @param mayPass whether it is of use to try again
   * @param rest how long the server asks to be left alone
   */
  record Failed(ClaimedTask task, TaskProblem problem, boolean mayPass, Duration rest)
      implements TaskOutcome {}

  /**
   * It was not carried out, as a server is away, and is as good as not begun.
   *
   * @param server which one
   * @param rest how long the server is left alone
   */
  record Postponed(ClaimedTask task, String server, Duration rest) implements TaskOutcome {}

  /** It was stopped by the caller, and is as good as not begun. */
  record Stopped(ClaimedTask task) implements TaskOutcome {}
}
