package io.github.dhisadmin.jooq.internal.sync;

import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_FAILURE;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_STREAM;
import static io.github.dhisadmin.jooq.internal.admin.Tables.SYNC_WINDOW;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncFailure;
import io.github.dhisadmin.sync.SyncFailure.Reason;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunRecord;
import io.github.dhisadmin.sync.SyncRunState;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncStream;
import io.github.dhisadmin.sync.spi.SyncWindow;
import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** How far data were sent, as rows in the library's own schema. */
final class JooqSyncJournal implements SyncJournal {
  private static final Duration REHEARSAL = Duration.ofMinutes(1);

  private final Database database;
  private final RunLocks runLocks;

  JooqSyncJournal(Database database, RunLocks runLocks) {
    this.database = database;
    this.runLocks = runLocks;
  }

  @Override
  public Optional<SyncLock> tryLock(String target, Set<SyncKind> kinds) {
    return runLocks
        .tryAcquireAll(kinds.stream().sorted().map(kind -> "sync/" + target + "/" + kind).toList())
        .map(lock -> lock::close);
  }

  @Override
  public List<SyncWindow> plan(
      SyncStream stream, LocalDateTime floor, LocalDateTime to, boolean strict) {
    return database.transaction(ctx -> WindowPlan.of(ctx, stream, to).windows(floor, to, strict));
  }

  @Override
  public List<SyncWindow> rehearse(
      SyncStream stream, LocalDateTime floor, LocalDateTime to, boolean strict) {
    return database.rehearse(
        new Cancellation(),
        REHEARSAL,
        ctx -> WindowPlan.of(ctx, stream, to).windows(floor, to, strict));
  }

  @Override
  public void settle(SyncStream stream, SyncWindow window, List<Verdict> verdicts) {
    database.transaction(
        ctx -> {
          new FailureLedger(ctx, id(ctx, stream)).take(verdicts);
          @Nullable Position position = window.positionOrNull();
          return position == null
              ? 0
              : ctx.update(SYNC_WINDOW)
                  .set(SYNC_WINDOW.POSITION_AT, position.changedAt())
                  .set(SYNC_WINDOW.POSITION_IDS, RowIds.text(position.ids()))
                  .where(SYNC_WINDOW.WINDOW_ID.eq(window.id()))
                  .execute();
        });
  }

  @Override
  public void settleRetries(SyncStream stream, List<Verdict> verdicts) {
    database.transaction(
        ctx -> {
          new FailureLedger(ctx, id(ctx, stream)).take(verdicts);
          return verdicts.size();
        });
  }

  @Override
  public void forget(SyncStream stream, List<List<Long>> ids) {
    database.transaction(
        ctx -> {
          new FailureLedger(ctx, id(ctx, stream))
              .strike(ids.stream().map(RowIds::text).toArray(String[]::new));
          return ids.size();
        });
  }

  @Override
  public void finish(SyncWindow window) {
    database.transaction(
        ctx -> ctx.deleteFrom(SYNC_WINDOW).where(SYNC_WINDOW.WINDOW_ID.eq(window.id())).execute());
  }

  @Override
  public Instant now() {
    return database.transaction(
        ctx -> ctx.select(currentOffsetDateTime()).fetchSingle().value1().toInstant());
  }

  @Override
  public List<Due> due(SyncStream stream, Instant until, int limit) {
    return database.transaction(
        ctx ->
            ctx.select(SYNC_FAILURE.ROW_IDS, SYNC_FAILURE.ATTEMPTS, SYNC_FAILURE.CODE)
                .from(SYNC_FAILURE)
                .where(isDue(stream, until))
                .orderBy(
                    SYNC_FAILURE.ATTEMPTS,
                    SYNC_FAILURE.CODE,
                    SYNC_FAILURE.NEXT_AT,
                    SYNC_FAILURE.ROW_IDS)
                .limit(limit)
                .fetch(row -> new Due(RowIds.parse(row.value1()), row.value2(), row.value3())));
  }

  @Override
  public long countDue(SyncStream stream, Instant until) {
    return database.transaction(
        ctx ->
            ctx.selectCount()
                .from(SYNC_FAILURE)
                .where(isDue(stream, until))
                .fetchSingle()
                .value1()
                .longValue());
  }

  @Override
  public long conclude(SyncStream stream) {
    return database.transaction(
        ctx -> {
          long streamId = id(ctx, stream);
          long failed =
              ctx.selectCount()
                  .from(SYNC_FAILURE)
                  .where(SYNC_FAILURE.STREAM_ID.eq(streamId))
                  .fetchSingle()
                  .value1()
                  .longValue();
          boolean open =
              ctx.fetchExists(
                  ctx.selectOne().from(SYNC_WINDOW).where(SYNC_WINDOW.STREAM_ID.eq(streamId)));
          if (failed == 0 && !open) {
            ctx.update(SYNC_STREAM)
                .set(SYNC_STREAM.WATERMARK, SYNC_STREAM.PLANNED_TO)
                .set(SYNC_STREAM.LAST_SUCCESS, currentOffsetDateTime())
                .where(SYNC_STREAM.STREAM_ID.eq(streamId))
                .execute();
          }
          return failed;
        });
  }

  @Override
  public long begin(SyncStream stream) {
    return database.transaction(
        ctx -> {
          long streamId = id(ctx, stream);
          ctx.update(SYNC_RUN)
              .set(SYNC_RUN.STATE, SyncRunState.ABORTED.name())
              .set(SYNC_RUN.FINISHED_AT, currentOffsetDateTime())
              .set(SYNC_RUN.MESSAGE, "The process died.")
              .where(SYNC_RUN.STREAM_ID.eq(streamId))
              .and(SYNC_RUN.STATE.eq(SyncRunState.RUNNING.name()))
              .execute();
          return ctx.insertInto(SYNC_RUN)
              .set(SYNC_RUN.STREAM_ID, streamId)
              .set(SYNC_RUN.STATE, SyncRunState.RUNNING.name())
              .set(SYNC_RUN.STARTED_AT, currentOffsetDateTime())
              .set(SYNC_RUN.ROWS_SENT, 0L)
              .set(SYNC_RUN.ROWS_ACCEPTED, 0L)
              .set(SYNC_RUN.ROWS_UNCHANGED, 0L)
              .set(SYNC_RUN.ROWS_REJECTED, 0L)
              .set(SYNC_RUN.PAGES, 0)
              .set(SYNC_RUN.ATTEMPTS, 0)
              .set(SYNC_RUN.MESSAGE, "")
              .returning(SYNC_RUN.RUN_ID)
              .fetchSingle(SYNC_RUN.RUN_ID);
        });
  }

  @Override
  public void end(long runId, SyncRun run) {
    SyncCounts counts = run.counts();
    @Nullable RemoteProblem problem = run.problemOrNull();
    database.transaction(
        ctx ->
            ctx.update(SYNC_RUN)
                .set(SYNC_RUN.STATE, run.state().name())
                .set(SYNC_RUN.FINISHED_AT, currentOffsetDateTime())
                .set(SYNC_RUN.ROWS_SENT, counts.sent())
                .set(SYNC_RUN.ROWS_ACCEPTED, counts.accepted())
                .set(SYNC_RUN.ROWS_UNCHANGED, counts.unchanged())
                .set(SYNC_RUN.ROWS_REJECTED, counts.rejected())
                .set(SYNC_RUN.PAGES, counts.pages())
                .set(SYNC_RUN.ATTEMPTS, counts.attempts())
                .set(SYNC_RUN.PROBLEM, problem == null ? null : problem.name())
                .set(SYNC_RUN.MESSAGE, run.message())
                .where(SYNC_RUN.RUN_ID.eq(runId))
                .execute());
  }

  @Override
  public List<SyncFailure> failures(String target, int limit) {
    return database.transaction(
        ctx ->
            ctx.select(SYNC_STREAM.KIND, SYNC_STREAM.PART)
                .select(SYNC_FAILURE.fields())
                .from(SYNC_FAILURE)
                .join(SYNC_STREAM)
                .on(SYNC_STREAM.STREAM_ID.eq(SYNC_FAILURE.STREAM_ID))
                .where(SYNC_STREAM.TARGET_NAME.eq(target))
                .orderBy(SYNC_FAILURE.FIRST_AT, SYNC_FAILURE.STREAM_ID, SYNC_FAILURE.ROW_IDS)
                .limit(limit)
                .fetch(JooqSyncJournal::failure));
  }

  @Override
  public int makeDue(String target, Set<SyncKind> kinds) {
    return database.transaction(
        ctx ->
            ctx.update(SYNC_FAILURE)
                .set(SYNC_FAILURE.NEXT_AT, currentOffsetDateTime())
                .where(
                    SYNC_FAILURE.STREAM_ID.in(
                        select(SYNC_STREAM.STREAM_ID)
                            .from(SYNC_STREAM)
                            .where(SYNC_STREAM.TARGET_NAME.eq(target))
                            .and(SYNC_STREAM.KIND.in(kinds.stream().map(Enum::name).toList()))))
                .execute());
  }

  @Override
  public List<SyncRunRecord> lastRuns(String target, int limit) {
    return database.transaction(
        ctx ->
            ctx.select(SYNC_STREAM.TARGET_NAME, SYNC_STREAM.KIND, SYNC_STREAM.PART)
                .select(SYNC_RUN.fields())
                .from(SYNC_RUN)
                .join(SYNC_STREAM)
                .on(SYNC_STREAM.STREAM_ID.eq(SYNC_RUN.STREAM_ID))
                .where(SYNC_STREAM.TARGET_NAME.eq(target))
                .orderBy(SYNC_RUN.RUN_ID.desc())
                .limit(limit)
                .fetch(JooqSyncJournal::run));
  }

  private static Condition isDue(SyncStream stream, Instant until) {
    return SYNC_FAILURE
        .STREAM_ID
        .in(select(SYNC_STREAM.STREAM_ID).from(SYNC_STREAM).where(WindowPlan.is(stream)))
        .and(SYNC_FAILURE.NEXT_AT.le(until.atOffset(ZoneOffset.UTC)));
  }

  private static long id(DSLContext ctx, SyncStream stream) {
    return ctx.select(SYNC_STREAM.STREAM_ID)
        .from(SYNC_STREAM)
        .where(WindowPlan.is(stream))
        .fetchSingle(SYNC_STREAM.STREAM_ID);
  }

  private static SyncFailure failure(Record row) {
    return new SyncFailure(
        SyncKind.valueOf(row.get(SYNC_STREAM.KIND)),
        row.get(SYNC_STREAM.PART),
        row.get(SYNC_FAILURE.ROW_KEY),
        row.get(SYNC_FAILURE.ATTEMPTS),
        row.get(SYNC_FAILURE.FIRST_AT).toInstant(),
        row.get(SYNC_FAILURE.LAST_AT).toInstant(),
        row.get(SYNC_FAILURE.NEXT_AT).toInstant(),
        new Reason(
            row.get(SYNC_FAILURE.CODE),
            row.get(SYNC_FAILURE.MESSAGE),
            row.get(SYNC_FAILURE.PROPERTY)));
  }

  private static SyncRunRecord run(Record row) {
    OffsetDateTime finished = row.get(SYNC_RUN.FINISHED_AT);
    String problem = row.get(SYNC_RUN.PROBLEM);
    return new SyncRunRecord(
        row.get(SYNC_RUN.RUN_ID),
        row.get(SYNC_STREAM.TARGET_NAME),
        new SyncRun(
            SyncKind.valueOf(row.get(SYNC_STREAM.KIND)),
            row.get(SYNC_STREAM.PART),
            SyncRunState.valueOf(row.get(SYNC_RUN.STATE)),
            new SyncCounts(
                row.get(SYNC_RUN.ROWS_SENT),
                row.get(SYNC_RUN.ROWS_ACCEPTED),
                row.get(SYNC_RUN.ROWS_UNCHANGED),
                row.get(SYNC_RUN.ROWS_REJECTED),
                row.get(SYNC_RUN.PAGES),
                row.get(SYNC_RUN.ATTEMPTS)),
            problem == null ? null : RemoteProblem.valueOf(problem),
            row.get(SYNC_RUN.MESSAGE)),
        row.get(SYNC_RUN.STARTED_AT).toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
