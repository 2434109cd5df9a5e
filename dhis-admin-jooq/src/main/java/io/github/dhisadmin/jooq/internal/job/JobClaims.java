package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.IDLE;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.jooq.internal.sql.Session;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.types.DayToSecond;

/**
 * How due jobs are taken, by one transaction that locks, asks and writes.
 *
 * <p>Rows are locked by one statement and changed by the next: a single update with a limited
 * subquery has been seen to lock more rows than its limit under bursts (db-scheduler, 441).
 */
final class JobClaims {
  private static final Condition IS_URGENT = JOB.PRIORITY.gt(inline(0));

  private final Database database;

  JobClaims(Database database) {
    this.database = database;
  }

  Claim claim(ClaimRequest request, ClaimPlanner planner) {
    return database.transaction(
        ctx -> {
          var state =
              ctx.select(
                      Moments.now(),
                      isDue(due(request, false)),
                      isDue(due(request, true).and(slotIsFree())),
                      least(nextDue(false), nextDue(true)),
                      isDue(due(request, false).and(isLate(request))),
                      isDue(due(request, false).and(IS_URGENT)))
                  .fetchSingle();
          Instant now = state.value1().toInstant();
          Instant next = Moments.instant(state.value4());
          List<JobRow> due = new ArrayList<>();
          if (Boolean.TRUE.equals(state.value2()) || Boolean.TRUE.equals(state.value3())) {
            // A process that is put to sleep here would keep other nodes from what it has locked.
            new Session(ctx).takeTurns(request.lease());
          }
          if (Boolean.TRUE.equals(state.value3())) {
            due.addAll(keyed(ctx, request));
          }
          if (Boolean.TRUE.equals(state.value2())) {
            unkeyed(ctx, request, due, state.value5(), state.value6());
          }
          return due.isEmpty()
              ? Claim.nothing(now, next)
              : settled(ctx, request, planner, due, now).dueNext(next);
        });
  }

  /** The queue's fence comes first: nobody takes the queue over before this has ended. */
  Optional<ClaimedRun> claimQueued(Owned queue, long jobId, Start start, ClaimRequest request) {
    return database.transaction(
        ctx -> {
          new Session(ctx).takeTurns(request.lease());
          if (!JobFence.tryAsOwner(ctx, queue)) {
            return Optional.empty();
          }
          Condition free =
              JOB.JOB_ID
                  .eq(jobId)
                  .and(JOB.STATE.eq(inline(IDLE)))
                  .and(JOB.ENABLED.eq(inline(true)))
                  .and(JOB.PROBLEM.isNull())
                  .and(JOB.JOB_TYPE.in(request.types()));
          ctx.select(JOB_SLOT.EXCLUSIVE_KEY)
              .from(JOB_SLOT)
              .where(
                  JOB_SLOT.EXCLUSIVE_KEY.eq(
                      select(JOB.EXCLUSIVE_KEY).from(JOB).where(JOB.JOB_ID.eq(jobId))))
              .forUpdate()
              .fetch();
          Optional<JobRow> row =
              ctx.select(JOB.fields())
                  .from(JOB)
                  .where(free)
                  .and(
                      JOB.EXCLUSIVE_KEY
                          .isNull()
                          .or(
                              exists(
                                  selectOne()
                                      .from(JOB_SLOT)
                                      .where(JOB_SLOT.EXCLUSIVE_KEY.eq(JOB.EXCLUSIVE_KEY))
                                      .and(JOB_SLOT.JOB_ID.isNull()))))
                  .forUpdate()
                  .of(JOB)
                  .skipLocked()
                  .fetchOptional(JobRows::of);
          // Two queues that both believe to own the occurrence meet here, under the job's lock.
          if (row.isEmpty() || hasRun(ctx, jobId, start)) {
            return Optional.empty();
          }
          Instant now = ctx.select(Moments.now()).fetchSingle().value1().toInstant();
          return settled(ctx, request, (job, at) -> start, List.of(row.get()), now)
              .started()
              .stream()
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

  /** Asked with both conditions, as each has an index that answers it. */
  Map<String, Integer> waiting(Set<String> types) {
    return database.transaction(
        ctx ->
            ctx.select(JOB.JOB_TYPE, count())
                .from(JOB)
                .where(due(types, true).or(due(types, false)))
                .groupBy(JOB.JOB_TYPE)
                .fetchMap(JOB.JOB_TYPE, count()));
  }

  private static Field<Boolean> isDue(Condition condition) {
    return field(exists(selectOne().from(JOB).where(condition)));
  }

  /** Two looks at the ends of indexes; types that this node does not know cost it a look. */
  private static Field<OffsetDateTime> nextDue(boolean keyed) {
    return field(
        select(min(JOB.DUE_AT)).from(JOB).where(waiting(keyed)).and(JOB.DUE_AT.gt(Moments.now())));
  }

  private static Condition slotIsFree() {
    return exists(
        selectOne()
            .from(JOB_SLOT)
            .where(JOB_SLOT.EXCLUSIVE_KEY.eq(JOB.EXCLUSIVE_KEY))
            .and(JOB_SLOT.JOB_ID.isNull()));
  }

  private static Condition isLate(ClaimRequest request) {
    return JOB.DUE_AT.lt(Moments.ago(request.aging()));
  }

  /** The constants are spelled out, as the planner must see that the partial indexes serve. */
  private static Condition waiting(boolean keyed) {
    return JOB.STATE
        .eq(inline(IDLE))
        .and(JOB.ENABLED.eq(inline(true)))
        .and(JOB.PROBLEM.isNull())
        .and(keyed ? JOB.EXCLUSIVE_KEY.isNotNull() : JOB.EXCLUSIVE_KEY.isNull());
  }

  private static Condition due(ClaimRequest request, boolean keyed) {
    return due(request.types(), keyed);
  }

  private static Condition due(Set<String> types, boolean keyed) {
    return waiting(keyed).and(JOB.DUE_AT.le(Moments.now())).and(JOB.JOB_TYPE.in(types));
  }

  /**
   * Late ones first, then urgent ones, then the rest: three searches that an index answers, of
   * which most of the time the last alone can find anything.
   */
  private static void unkeyed(
      DSLContext ctx, ClaimRequest request, List<JobRow> due, boolean late, boolean urgent) {
    Condition any = due(request, false);
    if (late) {
      take(ctx, request, due, any.and(isLate(request)), JOB.DUE_AT);
    }
    if (urgent) {
      take(ctx, request, due, any.and(IS_URGENT), JOB.PRIORITY.desc(), JOB.DUE_AT);
    }
    take(ctx, request, due, any.and(JOB.PRIORITY.eq(inline(0))), JOB.DUE_AT);
  }

  private static void take(
      DSLContext ctx,
      ClaimRequest request,
      List<JobRow> due,
      Condition condition,
      OrderField<?>... order) {
    int wanted = request.limit() - due.size();
    if (wanted > 0) {
      List<Long> taken = due.stream().map(JobRow::id).toList();
      due.addAll(
          ctx.select(JOB.fields())
              .from(JOB)
              .where(condition)
              .and(JOB.JOB_ID.notIn(taken))
              .orderBy(order)
              .limit(wanted)
              .forUpdate()
              .skipLocked()
              .fetch(JobRows::of));
    }
  }

  /**
   * Locks free slots first, and only then looks, with a fresh view, for the best job of each: no
   * two sessions can choose for one key at the same time.
   */
  private static List<JobRow> keyed(DSLContext ctx, ClaimRequest request) {
    List<String> keys =
        ctx.select(JOB_SLOT.EXCLUSIVE_KEY)
            .from(JOB_SLOT)
            .where(JOB_SLOT.JOB_ID.isNull())
            .and(
                exists(
                    selectOne()
                        .from(JOB)
                        .where(due(request, true))
                        .and(JOB.EXCLUSIVE_KEY.eq(JOB_SLOT.EXCLUSIVE_KEY))))
            .limit(request.limit())
            .forUpdate()
            .skipLocked()
            .fetch(JOB_SLOT.EXCLUSIVE_KEY);
    if (keys.isEmpty()) {
      return List.of();
    }
    Field<Integer> place =
        rowNumber()
            .over()
            .partitionBy(JOB.EXCLUSIVE_KEY)
            .orderBy(
                JOB.DUE_AT.lt(Moments.ago(request.aging())).desc(),
                when(JOB.DUE_AT.lt(Moments.ago(request.aging())), inline(0))
                    .otherwise(JOB.PRIORITY)
                    .desc(),
                JOB.DUE_AT,
                JOB.JOB_ID)
            .as("place");
    Table<?> ranked =
        select(JOB.JOB_ID, place)
            .from(JOB)
            .where(due(request, true))
            .and(JOB.EXCLUSIVE_KEY.in(keys))
            .asTable("ranked");
    return ctx.select(JOB.fields())
        .from(JOB)
        .where(
            JOB.JOB_ID.in(
                select(ranked.field("job_id", Long.class))
                    .from(ranked)
                    .where(ranked.field("place", Integer.class).eq(inline(1)))))
        .and(due(request, true))
        .forUpdate()
        .skipLocked()
        .fetch(JobRows::of);
  }

  private static Claim settled(
      DSLContext ctx, ClaimRequest request, ClaimPlanner planner, List<JobRow> due, Instant now) {
    Map<Long, JobRow> starting = new HashMap<>();
    Map<Long, Start> starts = new HashMap<>();
    List<Skipped> skipped = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    for (JobRow job : due) {
      Verdict verdict = planner.plan(job, now);
      if (verdict instanceof Start start) {
        starting.put(job.id(), job);
        starts.put(job.id(), start);
      } else {
        putAside(job, verdict, skipped, quarantined);
      }
    }
    Map<Long, Long> runs = insertRuns(ctx, request, starting, starts);
    List<ClaimedRun> started = new ArrayList<>();
    for (JobRow job :
        starting.values().stream().sorted(Comparator.comparingLong(JobRow::id)).toList()) {
      Start start = requireNonNull(starts.get(job.id()));
      Long run = runs.get(job.id());
      if (run == null) {
        putAside(job, planner.repeated(job, start, now), skipped, quarantined);
      } else {
        started.add(
            new ClaimedRun(job, new Owned(job.id(), run, job.state().fence() + 1), start, now));
      }
    }
    take(ctx, request, started);
    skipped.forEach(each -> skip(ctx, request, each));
    quarantined.forEach(each -> quarantine(ctx, each));
    return new Claim(now, null, started, skipped, quarantined);
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

  /** The unique constraint keeps an occurrence from being run twice, whatever went before. */
  private static Map<Long, Long> insertRuns(
      DSLContext ctx, ClaimRequest request, Map<Long, JobRow> jobs, Map<Long, Start> starts) {
    if (jobs.isEmpty()) {
      return Map.of();
    }
    var insert =
        ctx.insertInto(
            JOB_RUN,
            JOB_RUN.JOB_ID,
            JOB_RUN.JOB_UID,
            JOB_RUN.JOB_NAME,
            JOB_RUN.JOB_TYPE,
            JOB_RUN.SCHEDULED_FOR,
            JOB_RUN.ATTEMPT,
            JOB_RUN.REASON,
            JOB_RUN.STATUS,
            JOB_RUN.NODE,
            JOB_RUN.FENCE,
            JOB_RUN.STARTED_AT);
    for (JobRow job : jobs.values()) {
      Start start = requireNonNull(starts.get(job.id()));
      insert =
          insert.values(
              val(job.id()),
              val(job.uid()),
              val(job.name()),
              val(job.type()),
              val(column(start.occurrence()), JOB_RUN.SCHEDULED_FOR),
              val(start.attempt()),
              val(start.reason().name()),
              val(RunStatus.RUNNING.name()),
              val(request.node()),
              val(job.state().fence() + 1),
              Moments.now());
    }
    return insert
        .onConflictDoNothing()
        .returning(JOB_RUN.JOB_ID, JOB_RUN.RUN_ID)
        .fetchMap(JOB_RUN.JOB_ID, JOB_RUN.RUN_ID);
  }

  private static void take(DSLContext ctx, ClaimRequest request, List<ClaimedRun> started) {
    if (started.isEmpty()) {
      return;
    }
    var jobs =
        ctx.batch(
            ctx.update(JOB)
                .set(JOB.STATE, inline(RUNNING))
                .set(JOB.FENCE, 0L)
                .set(JOB.NODE, request.node())
                .set(JOB.LEASE_UNTIL, Moments.in(request.lease()))
                .set(JOB.CANCEL_REQUESTED, inline(false))
                .set(JOB.OCCURRENCE, (OffsetDateTime) null)
                .set(JOB.ATTEMPTS, 0)
                .set(JOB.DUE_REASON, "")
                .set(JOB.RUN_ID, 0L)
                .set(JOB.LAST_STARTED, Moments.now())
                .set(JOB.DUE_AT, inline(null, JOB.DUE_AT))
                .where(JOB.JOB_ID.eq(0L)));
    var slots =
        ctx.batch(
            ctx.update(JOB_SLOT)
                .set(JOB_SLOT.JOB_ID, 0L)
                .set(JOB_SLOT.FENCE, 0L)
                .where(JOB_SLOT.EXCLUSIVE_KEY.eq("")));
    boolean keyed = false;
    for (ClaimedRun run : started) {
      jobs =
          jobs.bind(
              run.run().fence(),
              request.node(),
              DayToSecond.valueOf(request.lease()),
              column(run.start().occurrence()),
              run.start().attempt(),
              run.start().reason().name(),
              run.run().runId(),
              run.run().jobId());
      String key = run.job().options().exclusiveKeyOrNull();
      if (key != null) {
        slots = slots.bind(run.run().jobId(), run.run().fence(), key);
        keyed = true;
      }
    }
    if (keyed) {
      slots.execute();
    }
    jobs.execute();
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
