package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.IDLE;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.LossPlanner;
import io.github.dhisadmin.spi.JobTransitions.LostRun;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Update;
import org.jspecify.annotations.Nullable;

/** How runs end: by their owner's word, or by its silence. */
final class JobEndings {
  private static final int RECOVERED_AT_ONCE = 20;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final Database database;

  JobEndings(Database database) {
    this.database = database;
  }

  Set<Owned> finish(List<Finished> runs) {
    if (runs.isEmpty()) {
      return Set.of();
    }
    List<Finished> sorted =
        runs.stream().sorted(Comparator.comparingLong(each -> each.run().jobId())).toList();
    return database.transaction(
        ctx -> {
          // As with claims: whoever sleeps here must not hold rows that others could recover.
          new Session(ctx).takeTurns(LONGEST_SILENCE);
          return finish(ctx, sorted);
        });
  }

  private static Set<Owned> finish(DSLContext ctx, List<Finished> runs) {
    ctx.update(JOB_SLOT)
        .setNull(JOB_SLOT.JOB_ID)
        .where(
            row(JOB_SLOT.JOB_ID, JOB_SLOT.FENCE)
                .in(
                    runs.stream()
                        .map(each -> row(each.run().jobId(), each.run().fence()))
                        .toList()))
        .execute();
    BatchBindStep jobs = ctx.batch(jobUpdate(ctx));
    for (Finished each : runs) {
      jobs = bindJob(jobs, each.run(), each.settlement());
    }
    int[] changed = jobs.execute();
    Set<Owned> accepted = new HashSet<>();
    BatchBindStep ends = ctx.batch(runUpdate(ctx));
    for (int i = 0; i < changed.length; i++) {
      Finished each = runs.get(i);
      if (changed[i] == 1) {
        accepted.add(each.run());
        ends = bindRun(ends, each.run().runId(), each.settlement());
      }
    }
    if (!accepted.isEmpty()) {
      ends.execute();
    }
    return accepted;
  }

  /**
   * The row as the owner planned it; but of a definition that was changed during the run, the plan
   * that was made with the change.
   */
  private static Update<?> jobUpdate(DSLContext ctx) {
    Condition planned = JOB.VERSION.eq(0);
    Field<OffsetDateTime> none = val(null, JOB.DUE_AT);
    return ctx.update(JOB)
        .set(JOB.STATE, inline(IDLE))
        .set(JOB.DUE_AT, when(planned, none).otherwise(JOB.NEXT_FIRE_AT))
        .set(JOB.NEXT_FIRE_AT, when(planned, none).otherwise(JOB.NEXT_FIRE_AT))
        .set(JOB.DUE_REASON, "")
        .set(JOB.OCCURRENCE, when(planned, none))
        .set(JOB.ATTEMPTS, when(planned, val(0)).otherwise(inline(0)))
        .set(JOB.FAILURES, 0)
        .set(JOB.PROBLEM, val(null, JOB.PROBLEM))
        .set(JOB.NODE, inline(null, JOB.NODE))
        .set(JOB.LEASE_UNTIL, inline(null, JOB.LEASE_UNTIL))
        .set(JOB.CANCEL_REQUESTED, inline(false))
        .set(JOB.LAST_FINISHED, Moments.now())
        .set(JOB.LAST_STATUS, "")
        .where(JOB.JOB_ID.eq(0L))
        .and(JOB.FENCE.eq(0L))
        .and(JOB.STATE.eq(inline(RUNNING)));
  }

  private static BatchBindStep bindJob(BatchBindStep batch, Owned run, Settlement settlement) {
    Plan plan = settlement.plan();
    int version = plan.version();
    return batch.bind(
        version,
        column(plan.dueAt()),
        version,
        column(plan.nextFireAt()),
        plan.reason().name(),
        version,
        column(plan.occurrence()),
        version,
        plan.attempts(),
        plan.failures(),
        plan.problem(),
        settlement.status().name(),
        run.jobId(),
        run.fence());
  }

  private static Update<?> runUpdate(DSLContext ctx) {
    return ctx.update(JOB_RUN)
        .set(JOB_RUN.STATUS, "")
        .set(JOB_RUN.ERROR, "")
        .set(JOB_RUN.PROGRESS, coalesce(val(null, JOB_RUN.PROGRESS), JOB_RUN.PROGRESS))
        .set(JOB_RUN.FINISHED_AT, Moments.now())
        .where(JOB_RUN.RUN_ID.eq(0L));
  }

  private static BatchBindStep bindRun(BatchBindStep batch, long runId, Settlement settlement) {
    return batch.bind(
        settlement.status().name(),
        storable(settlement.errorOrNull()),
        progress(settlement),
        runId);
  }

  private static @Nullable JSONB progress(Settlement settlement) {
    String json = settlement.progressOrNull();
    return json == null ? null : JSONB.valueOf(json);
  }

  /** PostgreSQL has no text with a zero character in it. */
  static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }

  /** Jobs that cannot be taken back yet must not keep those that follow them from it. */
  List<LostRun> recover(LossPlanner planner) {
    List<LostRun> lost = new ArrayList<>();
    List<Long> silent = silentAfter(Long.MIN_VALUE);
    while (!silent.isEmpty() && lost.size() < RECOVERED_AT_ONCE) {
      for (Long job : silent) {
        takeBack(job, JOB.LEASE_UNTIL.lt(Moments.now()), planner).ifPresent(lost::add);
      }
      silent = silentAfter(silent.get(silent.size() - 1));
    }
    return lost;
  }

  private List<Long> silentAfter(long job) {
    return database.transaction(
        ctx ->
            ctx.select(JOB.JOB_ID)
                .from(JOB)
                .where(JOB.STATE.eq(inline(RUNNING)))
                .and(JOB.LEASE_UNTIL.lt(Moments.now()))
                .and(JOB.JOB_ID.gt(job))
                .orderBy(JOB.JOB_ID)
                .limit(RECOVERED_AT_ONCE)
                .fetch(JOB.JOB_ID));
  }

  Optional<LostRun> abandon(long jobId, LossPlanner planner) {
    return takeBack(jobId, noCondition(), planner);
  }

  /**
   * A chunk that its old owner has begun is waited for: the next attempt comes with the next poll.
   */
  private Optional<LostRun> takeBack(long jobId, Condition guard, LossPlanner planner) {
    return database.transaction(
        ctx -> {
          ctx.select(JOB_SLOT.EXCLUSIVE_KEY)
              .from(JOB_SLOT)
              .where(JOB_SLOT.JOB_ID.eq(jobId))
              .forUpdate()
              .fetch();
          if (!JobFence.tryExclusively(ctx, jobId)) {
            return Optional.empty();
          }
          Optional<JobRow> found =
              ctx.select(JOB.fields())
                  .from(JOB)
                  .where(JOB.JOB_ID.eq(jobId))
                  .and(JOB.STATE.eq(inline(RUNNING)))
                  .and(guard)
                  .forUpdate()
                  .skipLocked()
                  .fetchOptional(JobRows::of);
          return found.map(job -> lose(ctx, job, planner));
        });
  }

  private static LostRun lose(DSLContext ctx, JobRow job, LossPlanner planner) {
    Settlement settlement =
        planner.settle(job, ctx.select(Moments.now()).fetchSingle().value1().toInstant());
    Owned run = new Owned(job.id(), job.state().runId(), job.state().fence());
    finish(ctx, List.of(new Finished(run, settlement)));
    return new LostRun(job, settlement);
  }
}
