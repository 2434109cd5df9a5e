package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_DISCREPANCY;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.jooq.internal.migration.AuditTrail.Deed;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Loss;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** How old runs are removed, within a transaction. */
final class RunPruning {
  /** Who still enqueues tasks, or compares, has done so by then. */
  private static final Duration LONGEST_BEGINNING = Duration.ofDays(1);

  private final DSLContext ctx;

  RunPruning(DSLContext ctx) {
    this.ctx = ctx;
  }

  PruningPlan plan(Pruning pruning) {
    Instant before =
        ctx.select(Moments.ago(pruning.olderThan())).fetchSingle().value1().toInstant();
    return new PruningPlan(
        pruning,
        before,
        loss(
            ctx.select(MIGRATION_RUN.RUN_ID)
                .from(MIGRATION_RUN)
                .where(meant(pruning, before))
                .fetch(MIGRATION_RUN.RUN_ID)));
  }

  PruningPlan prune(PruningPlan seen, String who) {
    List<Long> runs =
        ctx.select(MIGRATION_RUN.RUN_ID)
            .from(MIGRATION_RUN)
            .where(meant(seen.pruning(), seen.before()))
            .orderBy(MIGRATION_RUN.RUN_ID)
            .forUpdate()
            .fetch(MIGRATION_RUN.RUN_ID);
    PruningPlan now = new PruningPlan(seen.pruning(), seen.before(), loss(runs));
    if (!seen.covers(now)) {
      throw new OutdatedPlanException("More would be lost by now: " + now.loss() + ". Look again.");
    }
    Map<Long, Integer> tasks =
        ctx.select(MIGRATION_TASK.RUN_ID, count())
            .from(MIGRATION_TASK)
            .where(MIGRATION_TASK.RUN_ID.eq(any(ids(runs))))
            .groupBy(MIGRATION_TASK.RUN_ID)
            .fetchMap(MIGRATION_TASK.RUN_ID, count());
    new AuditTrail(ctx)
        .write(
            Action.PRUNE,
            runs.stream().map(run -> new Deed(run, who, tasks.getOrDefault(run, 0), "")).toList());
    ctx.deleteFrom(MIGRATION_RUN).where(MIGRATION_RUN.RUN_ID.eq(any(ids(runs)))).execute();
    return now;
  }

  private Loss loss(List<Long> runs) {
    Map<String, Integer> tasks =
        ctx.select(MIGRATION_TASK.STATE, count())
            .from(MIGRATION_TASK)
            .where(MIGRATION_TASK.RUN_ID.eq(any(ids(runs))))
            .groupBy(MIGRATION_TASK.STATE)
            .fetchMap(MIGRATION_TASK.STATE, count());
    return new Loss(
        runs.size(),
        tasks.values().stream().mapToLong(Integer::longValue).sum(),
        tasks.getOrDefault(TaskState.FAILED.name(), 0),
        tasks.getOrDefault(TaskState.HELD.name(), 0)
            + tasks.getOrDefault(TaskState.QUEUED.name(), 0),
        ctx.fetchCount(MIGRATION_DISCREPANCY, MIGRATION_DISCREPANCY.RUN_ID.eq(any(ids(runs)))));
  }

  private static Condition meant(Pruning pruning, Instant before) {
    Condition old =
        coalesce(MIGRATION_RUN.ENDED_AT, MIGRATION_RUN.CREATED_AT)
            .lt(requireNonNull(Moments.column(before)));
    Condition given =
        MIGRATION_RUN
            .SEALED
            .isTrue()
            .or(MIGRATION_RUN.CREATED_AT.lt(Moments.ago(LONGEST_BEGINNING)));
    Condition settled =
        switch (pruning.scope()) {
          case SETTLED ->
              ended().and(hasNone(TaskState.open())).and(hasNone(TaskState.FAILED.condition()));
          case FAILED_TOO -> ended().and(hasNone(TaskState.open()));
          case FAILED_AND_QUEUED_TOO -> hasNone(TaskState.PROCESSING.condition());
        };
    return MIGRATION_RUN.CONFIGURATION.eq(pruning.configuration()).and(old).and(given).and(settled);
  }

  /** Or was given up by who began it. */
  private static Condition ended() {
    return MIGRATION_RUN.ENDED_AT.isNotNull().or(MIGRATION_RUN.SEALED.isFalse());
  }

  private static Condition hasNone(Condition tasks) {
    return notExists(
        selectOne()
            .from(MIGRATION_TASK)
            .where(MIGRATION_TASK.RUN_ID.eq(MIGRATION_RUN.RUN_ID))
            .and(tasks));
  }

  private static Field<Long[]> ids(List<Long> runs) {
    return BoundArray.of(runs.toArray(Long[]::new));
  }
}
