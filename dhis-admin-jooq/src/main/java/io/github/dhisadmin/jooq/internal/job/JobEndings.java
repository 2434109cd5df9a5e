package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.LossPlanner;
import io.github.dhisadmin.spi.JobTransitions.LostRun;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

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
    // As with claims: whoever sleeps here must not hold rows that others could recover.
    return database.turn(LONGEST_SILENCE, ctx -> RunEnds.write(ctx, sorted));
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
    return database.glance(
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
    RunEnds.write(ctx, List.of(new Finished(run, settlement)));
    return new LostRun(job, settlement);
  }
}
