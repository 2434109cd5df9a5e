package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TALLY;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.any;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Loss;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.ProcessType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** How tasks are thrown away, within a transaction. */
final class TaskClearing {
  private final DSLContext ctx;

  TaskClearing(DSLContext ctx) {
    this.ctx = ctx;
  }

  ClearingPlan plan(Clearing clearing) {
    return plan(
        clearing,
        ctx.select(
                MIGRATION_TASK.TASK_ID,
                MIGRATION_TASK.RUN_ID,
                MIGRATION_TASK.PROCESS,
                MIGRATION_TASK.STATE)
            .from(MIGRATION_TASK)
            .where(condition(clearing))
            .fetch());
  }

  ClearingPlan clear(ClearingPlan seen, String who) {
    List<? extends Record> tasks =
        ctx.select(
                MIGRATION_TASK.TASK_ID,
                MIGRATION_TASK.RUN_ID,
                MIGRATION_TASK.PROCESS,
                MIGRATION_TASK.STATE)
            .from(MIGRATION_TASK)
            .where(condition(seen.clearing()))
            .orderBy(MIGRATION_TASK.TASK_ID)
            .forUpdate()
            .fetch();
    ClearingPlan now = plan(seen.clearing(), tasks);
    if (!seen.covers(now)) {
      throw new OutdatedPlanException(
          "More, or other, tasks would be lost by now: " + now.losses() + ". Look again.");
    }
    Long[] ids = tasks.stream().map(task -> task.get(MIGRATION_TASK.TASK_ID)).toArray(Long[]::new);
    ctx.deleteFrom(MIGRATION_TASK)
        .where(MIGRATION_TASK.TASK_ID.eq(any(BoundArray.of(ids))))
        .execute();
    tally(tasks);
    new AuditTrail(ctx)
        .write(
            Action.CLEAR,
            who,
            tasks.stream()
                .collect(
                    Collectors.groupingBy(
                        task -> task.get(MIGRATION_TASK.RUN_ID),
                        TreeMap::new,
                        Collectors.counting())));
    return now;
  }

  private void tally(List<? extends Record> tasks) {
    Map<Long, Map<String, Long>> cleared =
        tasks.stream()
            .collect(
                Collectors.groupingBy(
                    task -> task.get(MIGRATION_TASK.RUN_ID),
                    TreeMap::new,
                    Collectors.groupingBy(
                        task -> task.get(MIGRATION_TASK.PROCESS),
                        TreeMap::new,
                        Collectors.counting())));
    cleared.forEach(
        (run, numbers) ->
            numbers.forEach(
                (process, number) ->
                    ctx.update(MIGRATION_TALLY)
                        .set(MIGRATION_TALLY.CLEARED, MIGRATION_TALLY.CLEARED.plus(number))
                        .where(MIGRATION_TALLY.RUN_ID.eq(run))
                        .and(MIGRATION_TALLY.PROCESS.eq(process))
                        .execute()));
  }

  private static ClearingPlan plan(Clearing clearing, List<? extends Record> tasks) {
    List<Loss> losses = new ArrayList<>();
    for (ProcessType process : ProcessType.values()) {
      List<? extends Record> lost =
          tasks.stream()
              .filter(task -> task.get(MIGRATION_TASK.PROCESS).equals(process.name()))
              .toList();
      if (!lost.isEmpty()) {
        long failed =
            lost.stream()
                .filter(task -> task.get(MIGRATION_TASK.STATE).equals(TaskState.FAILED.name()))
                .count();
        losses.add(
            new Loss(
                process,
                lost.size() - failed,
                failed,
                lost.stream().mapToLong(task -> task.get(MIGRATION_TASK.TASK_ID)).max().orElse(0)));
      }
    }
    return new ClearingPlan(clearing, losses);
  }

  private static Condition condition(Clearing clearing) {
    Scope scope = clearing.scope();
    Condition state =
        switch (scope) {
          case QUEUED -> TaskState.QUEUED.condition();
          case FAILED -> TaskState.FAILED.condition();
          case QUEUED_AND_FAILED -> TaskState.QUEUED.condition().or(TaskState.FAILED.condition());
        };
    return state.and(TaskViews.selected(clearing.selection()));
  }
}
