package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.IDLE;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobDraft;
import io.github.dhisadmin.spi.JobRow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** What operators do with jobs. */
final class JobDefinitions {
  private static final Condition IS_IDLE = JOB.STATE.eq(inline(IDLE));
  private static final Condition IS_RUNNING = JOB.STATE.eq(inline(RUNNING));

  private final Database database;

  JobDefinitions(Database database) {
    this.database = database;
  }

  Optional<JobRow> insert(JobDraft draft) {
    return database.transaction(
        ctx -> {
          makeSlot(ctx, draft);
          Map<Field<?>, Object> row = new HashMap<>(columns(draft));
          row.put(JOB.UID, draft.uid());
          row.put(JOB.JOB_TYPE, draft.type());
          row.put(JOB.SYSTEM_JOB, draft.system());
          row.put(JOB.VERSION, 0);
          row.put(JOB.STATE, IDLE);
          row.put(JOB.FENCE, 0L);
          row.put(JOB.RUN_ID, 0L);
          row.put(JOB.FAILURES, 0);
          row.put(JOB.ATTEMPTS, 0);
          row.put(JOB.CANCEL_REQUESTED, false);
          row.put(JOB.DUE_REASON, DueReason.SCHEDULE.name());
          Optional<OffsetDateTime> next = Optional.ofNullable(column(draft.nextFireAt()));
          next.ifPresent(time -> row.put(JOB.NEXT_FIRE_AT, time));
          next.ifPresent(time -> row.put(JOB.DUE_AT, time));
          return ctx.insertInto(JOB)
              .set(row)
              .onConflict(JOB.NAME)
              .doNothing()
              .returning(JOB.fields())
              .fetchOptional(JobRows::of);
        });
  }

  boolean update(long id, int version, JobDraft draft) {
    OffsetDateTime next = column(draft.nextFireAt());
    String key = draft.options().exclusiveKeyOrNull();
    return database.transaction(
        ctx -> {
          makeSlot(ctx, draft);
          return ctx.update(JOB)
                  .set(columns(draft))
                  .set(JOB.VERSION, JOB.VERSION.plus(1))
                  .set(JOB.NEXT_FIRE_AT, next)
                  .set(JOB.DUE_AT, whenIdle(val(next, JOB.DUE_AT)))
                  .setNull(JOB.PROBLEM)
                  .set(waitingForTheSchedule())
                  .where(JOB.JOB_ID.eq(id))
                  .and(JOB.VERSION.eq(version))
                  .and(IS_IDLE.or(JOB.EXCLUSIVE_KEY.isNotDistinctFrom(key)))
                  .execute()
              == 1;
        });
  }

  /**
   * No retry and nobody's wish is waited for any more. But a run under way belongs to the
   * occurrence, attempt and reason it began with, by which others judge should it be lost.
   */
  private static Map<Field<?>, Object> waitingForTheSchedule() {
    return Map.of(
        JOB.DUE_REASON,
        when(IS_RUNNING, JOB.DUE_REASON).otherwise(DueReason.SCHEDULE.name()),
        JOB.ATTEMPTS,
        when(IS_RUNNING, JOB.ATTEMPTS).otherwise(0),
        JOB.OCCURRENCE,
        when(IS_RUNNING, JOB.OCCURRENCE));
  }

  private static Field<OffsetDateTime> whenIdle(Field<OffsetDateTime> field) {
    return when(IS_IDLE, field);
  }

  boolean enable(long id, @Nullable Instant nextFireAt) {
    OffsetDateTime next = column(nextFireAt);
    return changed(
        ctx ->
            ctx.update(JOB)
                .set(JOB.ENABLED, true)
                .setNull(JOB.PROBLEM)
                .set(JOB.NEXT_FIRE_AT, next)
                .set(JOB.DUE_AT, whenIdle(val(next, JOB.DUE_AT)))
                .set(waitingForTheSchedule())
                .set(JOB.VERSION, JOB.VERSION.plus(1))
                .where(JOB.JOB_ID.eq(id))
                .and(JOB.ENABLED.eq(inline(false)).or(JOB.PROBLEM.isNotNull()))
                .execute());
  }

  boolean disable(long id) {
    return changed(
        ctx ->
            ctx.update(JOB)
                .set(JOB.ENABLED, false)
                .set(JOB.VERSION, JOB.VERSION.plus(1))
                .where(JOB.JOB_ID.eq(id))
                .and(JOB.ENABLED.eq(inline(true)))
                .and(JOB.SYSTEM_JOB.eq(inline(false)))
                .execute());
  }

  boolean delete(long id) {
    return changed(
        ctx ->
            ctx.deleteFrom(JOB)
                .where(JOB.JOB_ID.eq(id))
                .and(IS_IDLE)
                .and(JOB.SYSTEM_JOB.eq(inline(false)))
                .execute());
  }

  boolean runNow(long id) {
    return database.transaction(ctx -> wish(ctx, id)).isPresent();
  }

  /** A queue takes what its occurrence says of a member for what became of it. */
  boolean runNowWithout(long queueId, List<JobRow> leftOut, String why) {
    return database.transaction(
        ctx -> {
          Optional<Instant> occurrence = wish(ctx, queueId);
          occurrence.ifPresent(
              time ->
                  leftOut.forEach(
                      member -> new NotRun(member, time, DueReason.QUEUE, "", why).insert(ctx)));
          return occurrence.isPresent();
        });
  }

  /** Makes a job due; answers its occurrence. */
  private static Optional<Instant> wish(DSLContext ctx, long id) {
    return ctx.update(JOB)
        .set(JOB.DUE_AT, Moments.now())
        .set(JOB.DUE_REASON, DueReason.RUN_NOW.name())
        .setNull(JOB.OCCURRENCE)
        .set(JOB.ATTEMPTS, 0)
        .where(JOB.JOB_ID.eq(id))
        .and(IS_IDLE)
        .and(JOB.ENABLED.eq(inline(true)))
        .and(JOB.PROBLEM.isNull())
        .returning(JOB.DUE_AT)
        .fetchOptional(row -> row.get(JOB.DUE_AT).toInstant());
  }

  CancelOutcome cancel(long id) {
    return database.transaction(
        ctx -> {
          // So that it cannot begin to run between being looked at as running and as waiting.
          ctx.select(JOB.JOB_ID).from(JOB).where(JOB.JOB_ID.eq(id)).forUpdate().fetch();
          if (ctx.update(JOB)
                  .set(JOB.CANCEL_REQUESTED, true)
                  .where(JOB.JOB_ID.eq(id))
                  .and(IS_RUNNING)
                  .execute()
              == 1) {
            return CancelOutcome.STOPPING;
          }
          return ctx.update(JOB)
                      .set(JOB.DUE_AT, JOB.NEXT_FIRE_AT)
                      .set(JOB.DUE_REASON, DueReason.SCHEDULE.name())
                      .setNull(JOB.OCCURRENCE)
                      .set(JOB.ATTEMPTS, 0)
                      .set(JOB.LAST_STATUS, RunStatus.STOPPED.name())
                      .where(JOB.JOB_ID.eq(id))
                      .and(IS_IDLE)
                      .and(JOB.DUE_REASON.in(DueReason.RUN_NOW.name(), DueReason.RETRY.name()))
                      .execute()
                  == 1
              ? CancelOutcome.WITHDRAWN
              : CancelOutcome.NOTHING;
        });
  }

  List<JobRow> list(Condition which) {
    return database.transaction(
        ctx ->
            ctx.select(JOB.fields()).from(JOB).where(which).orderBy(JOB.NAME).fetch(JobRows::of));
  }

  /** A uid goes before a name, should somebody call a job like another one's uid. */
  Optional<JobRow> find(String job) {
    return database.transaction(
        ctx ->
            ctx.select(JOB.fields())
                .from(JOB)
                .where(JOB.UID.eq(job).or(JOB.NAME.eq(job)))
                .orderBy(JOB.UID.eq(job).desc())
                .limit(1)
                .fetchOptional(JobRows::of));
  }

  private boolean changed(Function<DSLContext, Integer> update) {
    return database.transaction(update) == 1;
  }

  private static void makeSlot(DSLContext ctx, JobDraft draft) {
    String key = draft.options().exclusiveKeyOrNull();
    if (key != null) {
      ctx.insertInto(JOB_SLOT)
          .set(JOB_SLOT.EXCLUSIVE_KEY, key)
          .set(JOB_SLOT.FENCE, 0L)
          .onConflictDoNothing()
          .execute();
    }
  }

  private static Map<Field<?>, @Nullable Object> columns(JobDraft draft) {
    Map<Field<?>, @Nullable Object> row = new HashMap<>();
    row.put(JOB.NAME, draft.name());
    row.put(JOB.PARAMS, JSONB.valueOf(draft.parameters()));
    row.put(JOB.SCHEDULE_KIND, draft.schedule().kind());
    row.put(JOB.CRON, draft.schedule().cron());
    row.put(JOB.ZONE, draft.schedule().zone());
    row.put(JOB.SCHEDULE_VARIANT, draft.schedule().variant());
    row.put(JOB.INTERVAL_MS, draft.schedule().intervalMillis());
    row.put(JOB.ONCE_AT, column(draft.schedule().time()));
    row.put(JOB.ENABLED, draft.options().enabled());
    row.put(JOB.PRIORITY, draft.options().priority());
    row.put(JOB.EXCLUSIVE_KEY, draft.options().exclusiveKeyOrNull());
    row.put(JOB.MISFIRE_RULE, draft.options().misfire().rule().name());
    row.put(JOB.MAX_LATENESS_MS, draft.options().misfire().maxLateness().toMillis());
    row.put(JOB.MISFIRE_CAP, draft.options().misfire().cap());
    row.put(JOB.MAX_ATTEMPTS, draft.options().retry().maxAttempts());
    row.put(JOB.BACKOFF_MS, draft.options().retry().backoff().toMillis());
    row.put(JOB.MAX_BACKOFF_MS, draft.options().retry().maxBackoff().toMillis());
    row.put(JOB.DEAD_RUN, draft.options().deadRun().name());
    row.put(JOB.RUN_AS, draft.options().runAsOrNull());
    return row;
  }
}
