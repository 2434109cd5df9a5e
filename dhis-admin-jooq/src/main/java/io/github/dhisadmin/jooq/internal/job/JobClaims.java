package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.internal.job.DueJobs.Look;
import io.github.dhisadmin.jooq.internal.job.DueJobs.Taken;
import io.github.dhisadmin.jooq.internal.job.RunStarts.Starting;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.Claim;
import io.github.dhisadmin.spi.JobTransitions.ClaimPlanner;
import io.github.dhisadmin.spi.JobTransitions.ClaimRequest;
import io.github.dhisadmin.spi.JobTransitions.ClaimedRun;
import io.github.dhisadmin.spi.JobTransitions.Quarantine;
import io.github.dhisadmin.spi.JobTransitions.Quarantined;
import io.github.dhisadmin.spi.JobTransitions.Skip;
import io.github.dhisadmin.spi.JobTransitions.Skipped;
import io.github.dhisadmin.spi.JobTransitions.Start;
import io.github.dhisadmin.spi.JobTransitions.Verdict;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How due jobs are taken, by one transaction that locks, asks and writes.
 *
 * <p>Rows are locked by one statement and changed by the next: a single update with a limited
 * subquery has been seen to lock more rows than its limit under bursts (db-scheduler, 441).
 */
final class JobClaims {
  private final Database database;

  JobClaims(Database database) {
    this.database = database;
  }

  /** Most looks find nothing; only one that does is followed by a transaction. */
  Claim claim(ClaimRequest request, ClaimPlanner planner) {
    Look look = database.glance(ctx -> DueJobs.look(ctx, request));
    if (!look.findsAny()) {
      return Claim.nothing(look.now(), look.next());
    }
    // A process that is put to sleep here would keep other nodes from what it has locked.
    return database.turn(
        request.lease(),
        ctx -> {
          List<Taken> due = DueJobs.take(ctx, request, look);
          return due.isEmpty()
              ? Claim.nothing(look.now(), look.next())
              : settled(ctx, request, planner, due, look.next());
        });
  }

  /** The queue's fence comes first: nobody takes the queue over before this has ended. */
  Optional<ClaimedRun> claimQueued(Owned queue, long jobId, Start start, ClaimRequest request) {
    return database.turn(
        request.lease(),
        ctx -> {
          if (!JobFence.tryAsOwner(ctx, queue)) {
            return Optional.empty();
          }
          List<Taken> member = DueJobs.one(ctx, jobId, request.types());
          // Two queues that both believe to own the occurrence meet here, under the job's lock.
          if (member.isEmpty() || hasRun(ctx, jobId, start)) {
            return Optional.empty();
          }
          return settled(ctx, request, (job, at) -> start, member, null).started().stream()
              .findFirst();
        });
  }

  private static boolean hasRun(DSLContext ctx, long jobId, Start start) {
    return ctx.fetchExists(
        JOB_RUN,
        JOB_RUN
            .JOB_ID
            .eq(jobId)
            .and(JOB_RUN.SCHEDULED_FOR.eq(column(start.occurrence())))
            .and(JOB_RUN.ATTEMPT.eq(start.attempt())));
  }

  Map<String, Integer> waiting(Set<String> types) {
    return database.transaction(ctx -> DueJobs.waiting(ctx, types));
  }

  private static Claim settled(
      DSLContext ctx,
      ClaimRequest request,
      ClaimPlanner planner,
      List<Taken> due,
      @Nullable Instant next) {
    List<Starting> starting = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    Instant now = due.get(due.size() - 1).at();
    for (Taken each : due) {
      Verdict verdict = planner.plan(each.job(), now);
      if (verdict instanceof Start start) {
        starting.add(new Starting(each.job(), start));
      } else {
        putAside(each.job(), verdict, skipped, quarantined);
      }
    }
    // Whoever else locks several jobs does it in this order.
    starting.sort(Comparator.comparingLong(each -> each.job().id()));
    Map<Long, Long> runs = RunStarts.begin(ctx, request, starting);
    List<ClaimedRun> started = new ArrayList<>();
    for (Starting each : starting) {
      JobRow job = each.job();
      Long run = runs.get(job.id());
      if (run == null) {
        putAside(job, planner.repeated(job, each.start(), now), skipped, quarantined);
      } else {
        started.add(
            new ClaimedRun(
                job, new Owned(job.id(), run, job.state().fence() + 1), each.start(), now));
      }
    }
    RunStarts.takeSlots(ctx, started);
    skipped.forEach(each -> skip(ctx, request, each));
    quarantined.forEach(each -> quarantine(ctx, each));
    return new Claim(now, next, started, skipped, quarantined);
  }

  private static void putAside(
      JobRow job, Verdict verdict, List<Skipped> skipped, List<Quarantined> quarantined) {
    if (verdict instanceof Skip skip) {
      skipped.add(new Skipped(job, skip));
    } else if (verdict instanceof Quarantine quarantine) {
      quarantined.add(new Quarantined(job, quarantine.problem()));
    } else {
      quarantined.add(new Quarantined(job, "It would repeat a run for ever."));
    }
  }

  private static void skip(DSLContext ctx, ClaimRequest request, Skipped skipped) {
    OffsetDateTime next = column(skipped.skip().nextFireAt());
    ctx.update(JOB)
        .set(JOB.NEXT_FIRE_AT, next)
        .set(JOB.DUE_AT, next)
        .set(JOB.DUE_REASON, DueReason.SCHEDULE.name())
        .setNull(JOB.OCCURRENCE)
        .set(JOB.ATTEMPTS, 0)
        .set(JOB.LAST_STATUS, RunStatus.NOT_RUN.name())
        .where(JOB.JOB_ID.eq(skipped.job().id()))
        .execute();
    new NotRun(
            skipped.job(),
            skipped.skip().occurrence(),
            skipped.job().state().dueReason(),
            request.node(),
            skipped.skip().why())
        .insert(ctx);
  }

  /** Records that a queue leaves a job out, if the queue's run is still its owner's. */
  boolean leaveOut(Owned queue, NotRun member) {
    return database.transaction(
        ctx -> {
          boolean owner = JobFence.tryAsOwner(ctx, queue);
          if (owner) {
            member.insert(ctx);
          }
          return owner;
        });
  }

  private static void quarantine(DSLContext ctx, Quarantined quarantined) {
    ctx.update(JOB)
        .set(JOB.PROBLEM, quarantined.problem())
        .where(JOB.JOB_ID.eq(quarantined.job().id()))
        .execute();
  }
}
