package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_ISSUE;
import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_OUTCOME;
import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_RUN;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.jooq.internal.admin.tables.IntegrityOutcome;
import io.github.dhisadmin.jooq.internal.lock.AdvisoryRunLocks;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Runs of checks as rows of {@code integrity_run}, by the database's clock. */
public final class JooqIntegrityRunLog implements IntegrityRunLog {
  /** Enough to make a statement's own cost small, and its values few enough for the protocol. */
  private static final int ISSUES_PER_STATEMENT = 500;

  private static final String LOCK = "integrity run ";

  private final Database database;
  private final RunLocks locks;

  /** Remembers in a database whose library schema is up to date. */
  public JooqIntegrityRunLog(Database database, RunLocks locks) {
    this.database = database;
    this.locks = locks;
  }

  @Override
  public Begun begin(boolean issuesStored) {
    List<RunLock> taken = new ArrayList<>(1);
    boolean begun = false;
    try {
      Begun run = database.transaction(ctx -> begin(ctx, issuesStored, taken));
      begun = true;
      return run;
    } finally {
      if (!begun) {
        taken.forEach(RunLock::close);
      }
    }
  }

  /** Takes the lock before others can see the run, so that they never see it without. */
  private Begun begin(DSLContext ctx, boolean issuesStored, List<RunLock> taken) {
    interruptDead(ctx);
    var run =
        ctx.insertInto(INTEGRITY_RUN)
            .set(INTEGRITY_RUN.STATE, RunState.RUNNING.name())
            .set(INTEGRITY_RUN.ISSUES_STORED, issuesStored)
            .set(INTEGRITY_RUN.STARTED_AT, currentOffsetDateTime())
            .returning(INTEGRITY_RUN.RUN_ID, INTEGRITY_RUN.STARTED_AT)
            .fetchSingle();
    long id = run.get(INTEGRITY_RUN.RUN_ID);
    RunLock lock =
        locks
            .tryAcquire(LOCK + id)
            .orElseThrow(() -> new IllegalStateException("Integrity run " + id + " is not new."));
    taken.add(lock);
    return new Begun(id, run.get(INTEGRITY_RUN.STARTED_AT).toInstant(), lock);
  }

  /** Whoever began a run holds its lock until the run has ended. */
  private static void interruptDead(DSLContext ctx) {
    Field<String> lock = concat(inline(LOCK), INTEGRITY_RUN.RUN_ID);
    ctx.update(INTEGRITY_RUN)
        .set(INTEGRITY_RUN.STATE, RunState.INTERRUPTED.name())
        .where(INTEGRITY_RUN.STATE.eq(RunState.RUNNING.name()))
        .and(not(AdvisoryRunLocks.isHeld(lock)))
        .execute();
  }

  @Override
  public void store(long runId, IntegrityCheck check, List<IntegrityIssue> issues) {
    database.transaction(
        ctx -> {
          int stored = 0;
          for (int from = 0; from < issues.size(); from += ISSUES_PER_STATEMENT) {
            int to = Math.min(from + ISSUES_PER_STATEMENT, issues.size());
            stored += insert(ctx, runId, check, issues.subList(from, to));
          }
          return stored;
        });
  }

  private static int insert(
      DSLContext ctx, long runId, IntegrityCheck check, List<IntegrityIssue> issues) {
    var rows =
        issues.stream()
            .map(
                issue -> {
                  StoredIssue stored = StoredIssue.of(issue);
                  return row(
                      val(runId),
                      val(check.id()),
                      val(IssueFingerprint.of(check, issue)),
                      val(stored.severity().name()),
                      val(stored.idOrNull(), INTEGRITY_ISSUE.OBJECT_ID),
                      val(stored.name()),
                      val(stored.comment()),
                      val(stored.refs()));
                })
            .toList();
    return ctx.insertInto(
            INTEGRITY_ISSUE,
            INTEGRITY_ISSUE.RUN_ID,
            INTEGRITY_ISSUE.CHECK_ID,
            INTEGRITY_ISSUE.FINGERPRINT,
            INTEGRITY_ISSUE.SEVERITY,
            INTEGRITY_ISSUE.OBJECT_ID,
            INTEGRITY_ISSUE.OBJECT_NAME,
            INTEGRITY_ISSUE.ISSUE_COMMENT,
            INTEGRITY_ISSUE.REFS)
        .valuesOfRows(rows)
        .execute();
  }

  @Override
  public void finished(long runId, CheckOutcome outcome) {
    database.transaction(
        ctx ->
            ctx.insertInto(INTEGRITY_OUTCOME)
                .set(INTEGRITY_OUTCOME.RUN_ID, runId)
                .set(INTEGRITY_OUTCOME.CHECK_ID, outcome.check().id())
                .set(INTEGRITY_OUTCOME.SEVERITY, outcome.check().severity().name())
                .set(INTEGRITY_OUTCOME.STATUS, outcome.status().name())
                .set(INTEGRITY_OUTCOME.ISSUE_COUNT, outcome.count())
                .set(INTEGRITY_OUTCOME.TOTAL_COUNT, outcome.totalOrNull())
                .set(INTEGRITY_OUTCOME.DURATION_MS, outcome.duration().toMillis())
                .set(
                    INTEGRITY_OUTCOME.ERROR,
                    outcome.error().map(StoredIssue::storable).orElse(null))
                .execute());
  }

  @Override
  public void finish(long runId, RunState state) {
    database.transaction(
        ctx ->
            ctx.update(INTEGRITY_RUN)
                .set(INTEGRITY_RUN.STATE, state.name())
                .set(INTEGRITY_RUN.FINISHED_AT, currentOffsetDateTime())
                .where(INTEGRITY_RUN.RUN_ID.eq(runId))
                .execute());
  }

  @Override
  public List<IntegrityRunRecord> runs(int limit) {
    Field<Integer> checks =
        field(
            selectCount()
                .from(INTEGRITY_OUTCOME)
                .where(INTEGRITY_OUTCOME.RUN_ID.eq(INTEGRITY_RUN.RUN_ID))
                .and(
                    INTEGRITY_OUTCOME.STATUS.notIn(
                        CheckStatus.SKIPPED.name(), CheckStatus.CANCELLED.name())));
    Field<Long> issues =
        coalesce(
                field(
                    select(sum(INTEGRITY_OUTCOME.ISSUE_COUNT))
                        .from(INTEGRITY_OUTCOME)
                        .where(INTEGRITY_OUTCOME.RUN_ID.eq(INTEGRITY_RUN.RUN_ID))),
                inline(0))
            .cast(SQLDataType.BIGINT);
    return database.transaction(
        ctx -> {
          interruptDead(ctx);
          return ctx.select(
                  INTEGRITY_RUN.RUN_ID,
                  INTEGRITY_RUN.STATE,
                  INTEGRITY_RUN.STARTED_AT,
                  INTEGRITY_RUN.FINISHED_AT,
                  checks,
                  issues,
                  INTEGRITY_RUN.ISSUES_STORED)
              .from(INTEGRITY_RUN)
              .orderBy(INTEGRITY_RUN.RUN_ID.desc())
              .limit(limit)
              .fetch(
                  run -> {
                    OffsetDateTime finished = run.value4();
                    return new IntegrityRunRecord(
                        run.value1(),
                        RunState.valueOf(run.value2()),
                        run.value3().toInstant(),
                        finished == null ? null : finished.toInstant(),
                        run.value5(),
                        run.value6(),
                        run.value7());
                  });
        });
  }

  @Override
  public List<TrendPoint> trend(String checkId, int limit) {
    return database.transaction(
        ctx ->
            ctx.select(
                    INTEGRITY_RUN.RUN_ID,
                    INTEGRITY_RUN.STARTED_AT,
                    INTEGRITY_OUTCOME.ISSUE_COUNT,
                    INTEGRITY_OUTCOME.TOTAL_COUNT)
                .from(INTEGRITY_OUTCOME)
                .join(INTEGRITY_RUN)
                .on(INTEGRITY_RUN.RUN_ID.eq(INTEGRITY_OUTCOME.RUN_ID))
                .where(INTEGRITY_OUTCOME.CHECK_ID.eq(checkId))
                .and(ranToItsEnd(INTEGRITY_OUTCOME.STATUS))
                .orderBy(INTEGRITY_RUN.RUN_ID.desc())
                .limit(limit)
                .fetch(
                    point ->
                        new TrendPoint(
                            point.value1(),
                            point.value2().toInstant(),
                            point.value3(),
                            point.value4())));
  }

  @Override
  public List<CheckDifference> difference(long olderRunId, long newerRunId, int limit) {
    return database.transaction(
        ctx -> {
          requireIssues(ctx, olderRunId);
          requireIssues(ctx, newerRunId);
          List<Counts> counts = inBoth(ctx, olderRunId, newerRunId);
          List<String> checks = counts.stream().map(Counts::checkId).toList();
          PlacedIssues older = new PlacedIssues("older", olderRunId, checks);
          PlacedIssues newer = new PlacedIssues("newer", newerRunId, checks);
          Map<String, List<IntegrityIssue>> appeared = newer.without(ctx, older, limit);
          Map<String, List<IntegrityIssue>> gone = older.without(ctx, newer, limit);
          Map<String, Long> still = newer.shared(ctx, older);
          return counts.stream()
              .map(
                  each -> {
                    String check = each.checkId();
                    long both = still.getOrDefault(check, 0L);
                    return new CheckDifference(
                        check,
                        appeared.getOrDefault(check, List.of()),
                        each.newer() - both,
                        gone.getOrDefault(check, List.of()),
                        each.older() - both,
                        both);
                  })
              .toList();
        });
  }

  @Override
  public int keepNewest(int runs) {
    var newest =
        select(INTEGRITY_RUN.RUN_ID)
            .from(INTEGRITY_RUN)
            .orderBy(INTEGRITY_RUN.RUN_ID.desc())
            .limit(runs)
            .asTable("newest");
    return database.transaction(
        ctx ->
            ctx.deleteFrom(INTEGRITY_RUN)
                .where(
                    INTEGRITY_RUN.RUN_ID.lt(
                        select(min(newest.field(INTEGRITY_RUN.RUN_ID))).from(newest)))
                .execute());
  }

  private static void requireIssues(DSLContext ctx, long runId) {
    Boolean stored =
        ctx.select(INTEGRITY_RUN.ISSUES_STORED)
            .from(INTEGRITY_RUN)
            .where(INTEGRITY_RUN.RUN_ID.eq(runId))
            .fetchOne(INTEGRITY_RUN.ISSUES_STORED);
    if (stored == null) {
      throw new InvalidRequestException("There is no integrity run " + runId + ".");
    }
    if (!stored) {
      throw new InvalidRequestException(
          "Integrity run " + runId + " kept its counts only, no issues to compare.");
    }
  }

  /** How many issues a check had in each of two runs. */
  private record Counts(String checkId, long older, long newer) {}

  private static List<Counts> inBoth(DSLContext ctx, long olderRunId, long newerRunId) {
    var older = INTEGRITY_OUTCOME.as("older");
    var newer = INTEGRITY_OUTCOME.as("newer");
    return ctx.select(newer.CHECK_ID, older.ISSUE_COUNT, newer.ISSUE_COUNT)
        .from(newer)
        .join(older)
        .on(older.CHECK_ID.eq(newer.CHECK_ID))
        .where(newer.RUN_ID.eq(newerRunId))
        .and(older.RUN_ID.eq(olderRunId))
        .and(ranToItsEnd(newer.STATUS))
        .and(ranToItsEnd(older.STATUS))
        .and(keptAllIssues(newer))
        .and(keptAllIssues(older))
        .orderBy(newer.CHECK_ID.collate("C"))
        .fetch(row -> new Counts(row.value1(), row.value2(), row.value3()));
  }

  /** Otherwise issues would seem new or gone that a limit cut off in one of the runs. */
  private static Condition keptAllIssues(IntegrityOutcome outcome) {
    return outcome.ISSUE_COUNT.eq(
        field(
            select(count().cast(SQLDataType.BIGINT))
                .from(INTEGRITY_ISSUE)
                .where(INTEGRITY_ISSUE.RUN_ID.eq(outcome.RUN_ID))
                .and(INTEGRITY_ISSUE.CHECK_ID.eq(outcome.CHECK_ID))));
  }

  private static Condition ranToItsEnd(Field<String> status) {
    return status.in(CheckStatus.PASSED.name(), CheckStatus.ISSUES.name());
  }
}
