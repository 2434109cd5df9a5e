package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.any;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.TaskHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * How waiting tasks are taken, within a transaction. Rows are locked by one statement and changed
 * by the next, as with jobs.
 */
final class TaskClaims {
  private final DSLContext ctx;

  TaskClaims(DSLContext ctx) {
    this.ctx = ctx;
  }

  List<ClaimedTask> claim(Claim claim) {
    List<ClaimedTask> taken = new ArrayList<>();
    for (ProcessType process : ProcessType.values()) {
      int wanted = claim.wanted().getOrDefault(process, 0);
      if (wanted > 0) {
        taken.addAll(waiting(MIGRATION_TASK.PROCESS.eq(process.name()), wanted));
      }
    }
    take(taken, claim.worker(), claim.lease());
    return taken;
  }

  List<ClaimedTask> claim(List<Long> ids, String worker, Duration lease) {
    List<ClaimedTask> taken =
        waiting(
            MIGRATION_TASK.TASK_ID.eq(any(BoundArray.of(ids.toArray(Long[]::new)))), ids.size());
    take(taken, worker, lease);
    return taken;
  }

  private List<ClaimedTask> waiting(Condition condition, int limit) {
    return ctx.select(
            MIGRATION_TASK.TASK_ID,
            MIGRATION_TASK.FENCE,
            MIGRATION_TASK.RUN_ID,
            MIGRATION_TASK.PROCESS,
            MIGRATION_TASK.TASK_KEY,
            MIGRATION_TASK.PAYLOAD,
            MIGRATION_TASK.ATTEMPTS)
        .from(MIGRATION_TASK)
        .where(TaskState.QUEUED.condition())
        .and(MIGRATION_TASK.AVAILABLE_AT.le(Moments.now()))
        .and(condition)
        .orderBy(MIGRATION_TASK.AVAILABLE_AT, MIGRATION_TASK.TASK_ID)
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .fetch(TaskClaims::claimed);
  }

  private void take(List<ClaimedTask> tasks, String worker, Duration lease) {
    if (!tasks.isEmpty()) {
      Long[] ids = tasks.stream().map(each -> each.handle().id()).toArray(Long[]::new);
      ctx.update(MIGRATION_TASK)
          .set(MIGRATION_TASK.STATE, TaskState.PROCESSING.value())
          .set(MIGRATION_TASK.FENCE, MIGRATION_TASK.FENCE.plus(1))
          .set(MIGRATION_TASK.ATTEMPTS, MIGRATION_TASK.ATTEMPTS.plus(1))
          .set(MIGRATION_TASK.WORKER, worker)
          .set(MIGRATION_TASK.LEASE_UNTIL, Moments.in(lease))
          .where(MIGRATION_TASK.TASK_ID.eq(any(BoundArray.of(ids))))
          .execute();
    }
  }

  private static ClaimedTask claimed(Record row) {
    return new ClaimedTask(
        new TaskHandle(row.get(MIGRATION_TASK.TASK_ID), row.get(MIGRATION_TASK.FENCE) + 1),
        new NewTask(
            row.get(MIGRATION_TASK.RUN_ID),
            ProcessType.valueOf(row.get(MIGRATION_TASK.PROCESS)),
            row.get(MIGRATION_TASK.TASK_KEY),
            row.get(MIGRATION_TASK.PAYLOAD)),
        row.get(MIGRATION_TASK.ATTEMPTS) + 1);
  }
}
