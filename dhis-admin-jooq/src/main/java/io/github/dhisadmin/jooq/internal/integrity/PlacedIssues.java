package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.admin.Tables.INTEGRITY_ISSUE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.Severity;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The stored issues of a run, each with its place among those of the same fingerprint: an
 * operator's check may find one object several times, and the second time is another issue than the
 * first.
 */
final class PlacedIssues {
  private final Table<?> issues;
  private final Field<Integer> place =
      rowNumber()
          .over()
          .partitionBy(INTEGRITY_ISSUE.CHECK_ID, INTEGRITY_ISSUE.FINGERPRINT)
          .orderBy(INTEGRITY_ISSUE.ISSUE_ID)
          .as("place");

  PlacedIssues(String alias, long runId, List<String> checkIds) {
    this.issues =
        select(INTEGRITY_ISSUE.fields())
            .select(place)
            .from(INTEGRITY_ISSUE)
            .where(INTEGRITY_ISSUE.RUN_ID.eq(runId))
            .and(INTEGRITY_ISSUE.CHECK_ID.in(checkIds))
            .asTable(alias);
  }

  /** By check, the first issues that another run has not. */
  Map<String, List<IntegrityIssue>> without(DSLContext ctx, PlacedIssues other, int limit) {
    Field<Integer> rank =
        rowNumber()
            .over()
            .partitionBy(in(INTEGRITY_ISSUE.CHECK_ID))
            .orderBy(in(INTEGRITY_ISSUE.ISSUE_ID))
            .as("rank");
    Table<?> differing =
        select(issues.fields())
            .select(rank)
            .from(issues)
            .where(notExists(selectOne().from(other.issues).where(same(other))))
            .asTable("differing");
    return ctx.select(differing.fields())
        .from(differing)
        .where(differing.field(rank).le(limit))
        .orderBy(differing.field(INTEGRITY_ISSUE.ISSUE_ID))
        .fetchGroups(row -> row.get(INTEGRITY_ISSUE.CHECK_ID), PlacedIssues::issue);
  }

  /** By check, how many issues another run has too. */
  Map<String, Long> shared(DSLContext ctx, PlacedIssues other) {
    Field<String> check = in(INTEGRITY_ISSUE.CHECK_ID);
    Field<Long> number = count().cast(SQLDataType.BIGINT);
    return ctx.select(check, number)
        .from(issues)
        .join(other.issues)
        .on(same(other))
        .groupBy(check)
        .fetchMap(check, number);
  }

  private Condition same(PlacedIssues other) {
    return other
        .in(INTEGRITY_ISSUE.CHECK_ID)
        .eq(in(INTEGRITY_ISSUE.CHECK_ID))
        .and(other.in(INTEGRITY_ISSUE.FINGERPRINT).eq(in(INTEGRITY_ISSUE.FINGERPRINT)))
        .and(other.in(place).eq(in(place)));
  }

  private <T> Field<T> in(Field<T> column) {
    return issues.field(column);
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
