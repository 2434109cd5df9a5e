package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TALLY;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.TaskSelection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;

/** What is known of tasks, within a transaction. */
final class TaskViews {
  private final DSLContext ctx;

  TaskViews(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Tasks of a configuration, as far as they are selected. */
  static Condition selected(TaskSelection selection) {
    return MIGRATION_TASK
        .RUN_ID
        .in(
            select(MIGRATION_RUN.RUN_ID)
                .from(MIGRATION_RUN)
                .where(MIGRATION_RUN.CONFIGURATION.eq(selection.configuration())))
        .and(meant(selection));
  }

  private static Condition meant(TaskSelection selection) {
    return MIGRATION_TASK
        .PROCESS
        .in(selection.processes().stream().map(Enum::name).sorted().toList())
        .and(
            selection.ids().isEmpty() ? noCondition() : MIGRATION_TASK.TASK_ID.in(selection.ids()));
  }

  /** Wants a transaction that sees one moment, or the sums would not be those of the tasks. */
  List<ProcessCounts> counts(Condition runs) {
    Map<ProcessType, Map<TaskState, Long>> found = new EnumMap<>(ProcessType.class);
    ctx.select(MIGRATION_TASK.PROCESS, MIGRATION_TASK.STATE, count())
        .from(MIGRATION_TASK)
        .join(MIGRATION_RUN)
        .on(MIGRATION_RUN.RUN_ID.eq(MIGRATION_TASK.RUN_ID))
        .where(runs)
        .groupBy(MIGRATION_TASK.PROCESS, MIGRATION_TASK.STATE)
        .forEach(
            each ->
                found
                    .computeIfAbsent(
                        ProcessType.valueOf(each.value1()), type -> new EnumMap<>(TaskState.class))
                    .put(TaskState.valueOf(each.value2()), each.value3().longValue()));
    Map<ProcessType, long[]> tallies = new HashMap<>();
    ctx.select(MIGRATION_TALLY.PROCESS, sum(MIGRATION_TALLY.ENQUEUED), sum(MIGRATION_TALLY.CLEARED))
        .from(MIGRATION_TALLY)
        .join(MIGRATION_RUN)
        .on(MIGRATION_RUN.RUN_ID.eq(MIGRATION_TALLY.RUN_ID))
        .where(runs)
        .groupBy(MIGRATION_TALLY.PROCESS)
        .forEach(
            each ->
                tallies.put(
                    ProcessType.valueOf(each.value1()),
                    new long[] {each.value2().longValueExact(), each.value3().longValueExact()}));
    return Stream.of(ProcessType.values())
        .map(
            process ->
                counts(
                    process,
                    tallies.getOrDefault(process, new long[2]),
                    found.getOrDefault(process, Map.of())))
        .toList();
  }

  /** What is known of the tasks of one process type. */
  static ProcessCounts counts(ProcessType process, long[] tally, Map<TaskState, Long> states) {
    return new ProcessCounts(
        process,
        tally[0],
        states.getOrDefault(TaskState.HELD, 0L) + states.getOrDefault(TaskState.QUEUED, 0L),
        states.getOrDefault(TaskState.PROCESSING, 0L),
        states.getOrDefault(TaskState.FAILED, 0L),
        states.getOrDefault(TaskState.DONE, 0L),
        states.getOrDefault(TaskState.CANCELLED, 0L),
        tally[1]);
  }

  List<FailedTask> failed(TaskSelection selection, FailedTask.Position after, int limit) {
    return ctx.selectFrom(MIGRATION_TASK)
        .where(TaskState.FAILED.condition())
        .and(selected(selection))
        .and(
            row(MIGRATION_TASK.FINISHED_AT, MIGRATION_TASK.TASK_ID)
                .gt(requireNonNull(Moments.column(after.failedAt())), after.id()))
        .orderBy(MIGRATION_TASK.FINISHED_AT, MIGRATION_TASK.TASK_ID)
        .limit(limit)
        .fetch(TaskViews::failed);
  }

  /** Those of a run that was stopped stay as they are. */
  int retry(TaskSelection selection, String who) {
    List<Long> runs =
        ctx.select(MIGRATION_RUN.RUN_ID)
            .from(MIGRATION_RUN)
            .where(MIGRATION_RUN.CONFIGURATION.eq(selection.configuration()))
            .and(MIGRATION_RUN.CANCELLED.isFalse())
            .and(
                exists(
                    selectOne()
                        .from(MIGRATION_TASK)
                        .where(MIGRATION_TASK.RUN_ID.eq(MIGRATION_RUN.RUN_ID))
                        .and(TaskState.FAILED.condition())
                        .and(meant(selection))))
            .orderBy(MIGRATION_RUN.RUN_ID)
            .forUpdate()
            .fetch(MIGRATION_RUN.RUN_ID);
    Map<Long, Long> retried =
        ctx
            .update(MIGRATION_TASK)
            .set(MIGRATION_TASK.STATE, TaskState.QUEUED.value())
            .set(MIGRATION_TASK.ATTEMPTS, inline(0))
            .set(MIGRATION_TASK.AVAILABLE_AT, Moments.now())
            .setNull(MIGRATION_TASK.FINISHED_AT)
            .setNull(MIGRATION_TASK.ANNOUNCED_AT)
            .where(
                MIGRATION_TASK.TASK_ID.in(
                    select(MIGRATION_TASK.TASK_ID)
                        .from(MIGRATION_TASK)
                        .where(TaskState.FAILED.condition())
                        .and(meant(selection))
                        .and(
                            MIGRATION_TASK.RUN_ID.eq(any(BoundArray.of(runs.toArray(Long[]::new)))))
                        .orderBy(MIGRATION_TASK.TASK_ID)
                        .forUpdate()))
            .returningResult(MIGRATION_TASK.RUN_ID)
            .fetch(Record1::value1)
            .stream()
            .collect(Collectors.groupingBy(run -> run, TreeMap::new, Collectors.counting()));
    ctx.update(MIGRATION_RUN)
        .setNull(MIGRATION_RUN.ENDED_AT)
        .where(MIGRATION_RUN.RUN_ID.eq(any(BoundArray.of(retried.keySet().toArray(Long[]::new)))))
        .execute();
    new AuditTrail(ctx).write(Action.RETRY, who, retried);
    return Math.toIntExact(retried.values().stream().mapToLong(Long::longValue).sum());
  }

  private static FailedTask failed(Record task) {
    return new FailedTask(
        task.get(MIGRATION_TASK.TASK_ID),
        task.get(MIGRATION_TASK.RUN_ID),
        ProcessType.valueOf(task.get(MIGRATION_TASK.PROCESS)),
        task.get(MIGRATION_TASK.TASK_KEY),
        task.get(MIGRATION_TASK.ATTEMPTS),
        task.get(MIGRATION_TASK.FINISHED_AT).toInstant(),
        new TaskProblem(
            task.get(MIGRATION_TASK.PROBLEM),
            task.get(MIGRATION_TASK.MESSAGE),
            task.get(MIGRATION_TASK.HTTP_STATUS),
            task.get(MIGRATION_TASK.EXCERPT)),
        task.get(MIGRATION_TASK.PAYLOAD));
  }
}
