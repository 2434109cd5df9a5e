package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TALLY;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.NewTask;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;

/**
 * How tasks come into being, within a transaction.
 *
 * <p>All transactions lock runs first, then tasks by number, then new tasks by key, and tallies
 * last: none waits for another that waits for it.
 */
final class TaskIntake {
  private static final int TASKS_PER_STATEMENT = 500;

  private final DSLContext ctx;
  private final Map<Long, TaskState> births;

  private TaskIntake(DSLContext ctx, Map<Long, TaskState> births) {
    this.ctx = ctx;
    this.births = births;
  }

  /**
   * Holds the runs of tasks that will be enqueued: who stops or seals one of them waits, and then
   * sees these tasks, or was first, and then they are born cancelled, or not held.
   */
  static TaskIntake forRunsOf(DSLContext ctx, List<NewTask> tasks) {
    List<Long> runs = tasks.stream().map(NewTask::run).distinct().sorted().toList();
    return new TaskIntake(
        ctx,
        runs.isEmpty()
            ? Map.of()
            : ctx.select(MIGRATION_RUN.RUN_ID, MIGRATION_RUN.CANCELLED, MIGRATION_RUN.SEALED)
                .from(MIGRATION_RUN)
                .where(MIGRATION_RUN.RUN_ID.in(runs))
                .orderBy(MIGRATION_RUN.RUN_ID)
                .forShare()
                .fetchMap(MIGRATION_RUN.RUN_ID, TaskIntake::birth));
  }

  private static TaskState birth(Record run) {
    if (run.get(MIGRATION_RUN.CANCELLED)) {
      return TaskState.CANCELLED;
    }
    return run.get(MIGRATION_RUN.SEALED) ? TaskState.QUEUED : TaskState.HELD;
  }

  /** Keeps tasks; tells how many were not there yet. */
  int enqueue(List<NewTask> tasks) {
    List<NewTask> sorted =
        tasks.stream()
            .sorted(
                Comparator.comparingLong(NewTask::run)
                    .thenComparing(NewTask::process)
                    .thenComparing(NewTask::key))
            .toList();
    Map<Long, Map<ProcessType, Long>> added = new TreeMap<>();
    for (int from = 0; from < sorted.size(); from += TASKS_PER_STATEMENT) {
      insert(sorted.subList(from, Math.min(sorted.size(), from + TASKS_PER_STATEMENT)))
          .forEach(
              row ->
                  added
                      .computeIfAbsent(row.value1(), run -> new EnumMap<>(ProcessType.class))
                      .merge(ProcessType.valueOf(row.value2()), 1L, Long::sum));
    }
    added.forEach(
        (run, numbers) -> numbers.forEach((process, number) -> tally(run, process, number)));
    return added.values().stream()
        .flatMap(numbers -> numbers.values().stream())
        .mapToInt(Math::toIntExact)
        .sum();
  }

  private Result<Record2<Long, String>> insert(List<NewTask> tasks) {
    var insert =
        ctx.insertInto(
            MIGRATION_TASK,
            MIGRATION_TASK.RUN_ID,
            MIGRATION_TASK.PROCESS,
            MIGRATION_TASK.TASK_KEY,
            MIGRATION_TASK.PAYLOAD,
            MIGRATION_TASK.STATE,
            MIGRATION_TASK.ATTEMPTS,
            MIGRATION_TASK.FENCE,
            MIGRATION_TASK.AVAILABLE_AT);
    for (NewTask task : tasks) {
      insert =
          insert.values(
              val(task.run()),
              val(task.process().name()),
              val(task.key()),
              val(task.payload()),
              births.getOrDefault(task.run(), TaskState.QUEUED).value(),
              val(0),
              val(0L),
              Moments.now());
    }
    return insert
        .onConflictDoNothing()
        .returningResult(MIGRATION_TASK.RUN_ID, MIGRATION_TASK.PROCESS)
        .fetch();
  }

  private void tally(long run, ProcessType process, long number) {
    ctx.insertInto(MIGRATION_TALLY)
        .set(MIGRATION_TALLY.RUN_ID, run)
        .set(MIGRATION_TALLY.PROCESS, process.name())
        .set(MIGRATION_TALLY.ENQUEUED, number)
        .set(MIGRATION_TALLY.CLEARED, 0L)
        .onConflict(MIGRATION_TALLY.RUN_ID, MIGRATION_TALLY.PROCESS)
        .doUpdate()
        .set(
            MIGRATION_TALLY.ENQUEUED,
            MIGRATION_TALLY.ENQUEUED.plus(excluded(MIGRATION_TALLY.ENQUEUED)))
        .execute();
  }
}
