package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.MigrationEvent;
import io.github.dhisadmin.migration.MigrationEvent.TaskDone;
import io.github.dhisadmin.migration.MigrationEvent.TaskFailed;
import io.github.dhisadmin.migration.MigrationEvent.TaskPostponed;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.sync.internal.migration.TaskOutcome.Done;
import io.github.dhisadmin.sync.internal.migration.TaskOutcome.Failed;
import io.github.dhisadmin.sync.internal.migration.TaskOutcome.Postponed;

/** What a host is told of outcomes. */
final class TaskEvents {
  private TaskEvents() {}

  static MigrationEvent of(Done done) {
    NewTask task = done.task().task();
    return new TaskDone(
        task.run(), done.task().handle().id(), task.process(), task.key(), done.effect().totals());
  }

  static MigrationEvent of(Failed failed, boolean givenUp) {
    NewTask task = failed.task().task();
    return new TaskFailed(
        task.run(),
        failed.task().handle().id(),
        task.process(),
        task.key(),
        failed.task().attempt(),
        failed.problem(),
        givenUp);
  }

  static MigrationEvent of(Postponed postponed) {
    NewTask task = postponed.task().task();
    return new TaskPostponed(
        task.run(),
        postponed.task().handle().id(),
        task.process(),
        task.key(),
        postponed.server(),
        postponed.rest());
  }
}
