package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.migration.FailedAttempts.FailedAttempt;
import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.TaskFailure;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskRetries;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** How taken tasks are settled, by their worker's word or by its silence; in a transaction. */
final class TaskEndings {
  private static final String TOLD = "told";
  private static final Field<Long> TASK = field(name(TOLD, "task"), SQLDataType.BIGINT);
  private static final Field<Long> VALUES = field(name(TOLD, "total"), SQLDataType.BIGINT);
  private static final Field<Long> CHECKSUM = field(name(TOLD, "checksum"), SQLDataType.BIGINT);

  private final DSLContext ctx;

  TaskEndings(DSLContext ctx) {
    this.ctx = ctx;
  }

  Set<TaskHandle> renew(List<TaskHandle> tasks, Duration lease) {
    Set<TaskHandle> owned = owned(tasks);
    ctx.update(MIGRATION_TASK)
        .set(MIGRATION_TASK.LEASE_UNTIL, Moments.in(lease))
        .where(MIGRATION_TASK.TASK_ID.eq(any(BoundArray.of(ids(owned)))))
        .execute();
    return owned;
  }

  /** What a task worked on is of no use once its effect is there. */
  void complete(List<Completion> completions) {
    Table<Record> told =
        ArrayRows.of(
            TOLD,
            List.of(
                val(completions.stream().map(each -> each.handle().id()).toArray(Long[]::new)),
                val(completions.stream().map(each -> each.totals().values()).toArray(Long[]::new)),
                val(
                    completions.stream()
                        .map(each -> each.totals().checksum())
                        .toArray(Long[]::new))),
            TASK.getName(),
            VALUES.getName(),
            CHECKSUM.getName());
    ctx.update(MIGRATION_TASK)
        .set(MIGRATION_TASK.STATE, TaskState.DONE.value())
        .set(MIGRATION_TASK.PAYLOAD, inline(""))
        .set(MIGRATION_TASK.VALUE_COUNT, VALUES)
        .set(MIGRATION_TASK.CHECKSUM, CHECKSUM)
        .set(MIGRATION_TASK.FINISHED_AT, Moments.now())
        .setNull(MIGRATION_TASK.LEASE_UNTIL)
        .from(told)
        .where(MIGRATION_TASK.TASK_ID.eq(TASK))
        .execute();
  }

  Set<TaskHandle> fail(List<TaskFailure> failures) {
    Map<TaskHandle, TaskFailure> byHandle = new HashMap<>();
    failures.forEach(each -> byHandle.put(each.handle(), each));
    Set<TaskHandle> owned = owned(failures.stream().map(TaskFailure::handle).toList());
    FailedAttempts.write(
        ctx,
        owned.stream()
            .map(handle -> requireNonNull(byHandle.get(handle)))
            .map(each -> new FailedAttempt(each.handle().id(), each.problem(), each.retryAfter()))
            .toList());
    return owned;
  }

  Set<TaskHandle> release(List<TaskHandle> tasks, Duration rest) {
    Set<TaskHandle> owned = owned(tasks);
    ctx.update(MIGRATION_TASK)
        .set(MIGRATION_TASK.STATE, TaskState.QUEUED.value())
        .set(MIGRATION_TASK.ATTEMPTS, greatest(MIGRATION_TASK.ATTEMPTS.minus(1), inline(0)))
        .setNull(MIGRATION_TASK.LEASE_UNTIL)
        .setNull(MIGRATION_TASK.ANNOUNCED_AT)
        .set(
            MIGRATION_TASK.AVAILABLE_AT,
            rest.isZero() ? MIGRATION_TASK.AVAILABLE_AT : Moments.in(rest))
        .where(MIGRATION_TASK.TASK_ID.eq(any(BoundArray.of(ids(owned)))))
        .execute();
    return owned;
  }

  int recover(TaskRetries retries, int limit) {
    var lost =
        ctx.select(MIGRATION_TASK.TASK_ID, MIGRATION_TASK.ATTEMPTS, MIGRATION_TASK.WORKER)
            .from(MIGRATION_TASK)
            .where(TaskState.PROCESSING.condition())
            .and(MIGRATION_TASK.LEASE_UNTIL.lt(Moments.now()))
            .orderBy(MIGRATION_TASK.LEASE_UNTIL)
            .limit(limit)
            .forUpdate()
            .skipLocked()
            .fetch();
    FailedAttempts.write(
        ctx,
        lost.map(
            task ->
                new FailedAttempt(
                    task.value1(),
                    TaskProblem.of(
                        TaskProblem.LEASE_EXPIRED,
                        "The worker "
                            + task.value3()
                            + " fell silent; its task was taken from it."),
                    retries.pauseAfter(task.value2()))));
    return lost.size();
  }

  /** The tasks that are still the worker's, locked in the order in which everybody locks them. */
  Set<TaskHandle> owned(List<TaskHandle> tasks) {
    return tasks.isEmpty()
        ? Set.of()
        : new LinkedHashSet<>(
            ctx.select(MIGRATION_TASK.TASK_ID, MIGRATION_TASK.FENCE)
                .from(MIGRATION_TASK)
                .where(
                    row(MIGRATION_TASK.TASK_ID, MIGRATION_TASK.FENCE)
                        .in(tasks.stream().map(each -> row(each.id(), each.fence())).toList()))
                .and(TaskState.PROCESSING.condition())
                .orderBy(MIGRATION_TASK.TASK_ID)
                .forUpdate()
                .fetch(found -> new TaskHandle(found.value1(), found.value2())));
  }

  private static Long[] ids(Set<TaskHandle> tasks) {
    return tasks.stream().map(TaskHandle::id).toArray(Long[]::new);
  }
}
