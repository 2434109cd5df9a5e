package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_ISSUE;
import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_OUTCOME;
import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_RUN;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckDifference;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityRunRecord;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import io.github.dhisadmin.jooq.internal.admin.tables.IntegrityOutcome;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.IntegrityRunLog;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Runs of checks as rows of {@code integrity_run}, by the database's clock. */
public final class JooqIntegrityRunLog implements IntegrityRunLog {
  /** Enough to make a statement's own cost small, and its values few enough for the protocol. */
  private static final int ISSUES_PER_STATEMENT = 500;

  private final Database database;

  /** Remembers in a database whose library schema is up to date. */
  public JooqIntegrityRunLog(Database database) {
    this.database = database;
  }

  @Override
  public Begun begin(boolean issuesStored) {
    return database.transaction(
        ctx ->
            ctx.insertInto(INTEGRITY_RUN)
                .set(INTEGRITY_RUN.STATE, RunState.RUNNING.name())
                .set(INTEGRITY_RUN.ISSUES_STORED, issuesStored)
                .set(INTEGRITY_RUN.STARTED_AT, currentOffsetDateTime())
                .returning(INTEGRITY_RUN.RUN_ID, INTEGRITY_RUN.STARTED_AT)
                .fetchSingle(
                    begun ->
                        new Begun(
                            begun.get(INTEGRITY_RUN.RUN_ID),
                            begun.get(INTEGRITY_RUN.STARTED_AT).toInstant())));
  }

  @Override
  public void store(long runId, IntegrityCheck check, List<IntegrityIssue> issues) {
    database.transaction(
        ctx -> {
          int stored = 0;
          for (int from = 0; from < issues.size(); from += ISSUES_PER_STATEMENT) {
            int to = Math.min(from + ISSUES_PER_STATEMENT, issues.size());
            stored += insert(ctx, runId, check.id(), issues.subList(from, to));
          }
          return stored;
        });
  }

  private static int insert(
      DSLContext ctx, long runId, String checkId, List<IntegrityIssue> issues) {
    var rows =
        issues.stream()
            .map(StoredIssue::of)
            .map(
                issue ->
                    row(
                        val(runId),
                        val(checkId),
                        val(issue.fingerprint(checkId)),
                        val(issue.severity().name()),
                        val(issue.idOrNull(), INTEGRITY_ISSUE.OBJECT_ID),
                        val(issue.name()),
                        val(issue.comment()),
                        val(issue.refs())))
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
        ctx ->
            ctx.select(
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
                    }));
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
  public List<CheckDifference> difference(long olderRunId, long newerRunId) {
    return database.transaction(
        ctx -> {
          requireIssues(ctx, olderRunId);
          requireIssues(ctx, newerRunId);
          List<String> checks = inBoth(ctx, olderRunId, newerRunId);
          Map<String, List<IntegrityIssue>> appeared = only(ctx, checks, newerRunId, olderRunId);
          Map<String, List<IntegrityIssue>> gone = only(ctx, checks, olderRunId, newerRunId);
          Map<String, Integer> still = still(ctx, checks, newerRunId, olderRunId);
          return checks.stream()
              .map(
                  check ->
                      new CheckDifference(
                          check,
                          appeared.getOrDefault(check, List.of()),
                          gone.getOrDefault(check, List.of()),
                          still.getOrDefault(check, 0)))
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

  private static List<String> inBoth(DSLContext ctx, long olderRunId, long newerRunId) {
    var older = INTEGRITY_OUTCOME.as("older");
    var newer = INTEGRITY_OUTCOME.as("newer");
    return ctx.select(newer.CHECK_ID)
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
        .fetch(newer.CHECK_ID);
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

  private static Map<String, List<IntegrityIssue>> only(
      DSLContext ctx, List<String> checks, long runId, long otherRunId) {
    return ctx.select(
            INTEGRITY_ISSUE.CHECK_ID,
            INTEGRITY_ISSUE.SEVERITY,
            INTEGRITY_ISSUE.OBJECT_ID,
            INTEGRITY_ISSUE.OBJECT_NAME,
            INTEGRITY_ISSUE.ISSUE_COMMENT,
            INTEGRITY_ISSUE.REFS)
        .from(INTEGRITY_ISSUE)
        .where(INTEGRITY_ISSUE.RUN_ID.eq(runId))
        .and(INTEGRITY_ISSUE.CHECK_ID.in(checks))
        .and(notExists(sameIn(otherRunId)))
        .orderBy(INTEGRITY_ISSUE.ISSUE_ID)
        .fetchGroups(issue -> issue.get(INTEGRITY_ISSUE.CHECK_ID), JooqIntegrityRunLog::issue);
  }

  private static Map<String, Integer> still(
      DSLContext ctx, List<String> checks, long newerRunId, long olderRunId) {
    Field<Integer> issues = count();
    return ctx.select(INTEGRITY_ISSUE.CHECK_ID, issues)
        .from(INTEGRITY_ISSUE)
        .where(INTEGRITY_ISSUE.RUN_ID.eq(newerRunId))
        .and(INTEGRITY_ISSUE.CHECK_ID.in(checks))
        .and(exists(sameIn(olderRunId)))
        .groupBy(INTEGRITY_ISSUE.CHECK_ID)
        .fetchMap(INTEGRITY_ISSUE.CHECK_ID, issues);
  }

  /** Issues of a run with the fingerprint of the one at hand. */
  private static Select<?> sameIn(long runId) {
    var same = INTEGRITY_ISSUE.as("same");
    return selectOne()
        .from(same)
        .where(same.RUN_ID.eq(runId))
        .and(same.CHECK_ID.eq(INTEGRITY_ISSUE.CHECK_ID))
        .and(same.FINGERPRINT.eq(INTEGRITY_ISSUE.FINGERPRINT));
  }

  private static Condition ranToItsEnd(Field<String> status) {
    return status.in(CheckStatus.PASSED.name(), CheckStatus.ISSUES.name());
  }

  private static IntegrityIssue issue(Record row) {
    @Nullable String id = row.get(INTEGRITY_ISSUE.OBJECT_ID);
    return new StoredIssue(
            Severity.valueOf(row.get(INTEGRITY_ISSUE.SEVERITY)),
            id,
            row.get(INTEGRITY_ISSUE.OBJECT_NAME),
            row.get(INTEGRITY_ISSUE.ISSUE_COMMENT),
            row.get(INTEGRITY_ISSUE.REFS))
        .issue();
  }
}
