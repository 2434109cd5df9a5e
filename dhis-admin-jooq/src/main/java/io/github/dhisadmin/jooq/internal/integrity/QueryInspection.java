package io.github.dhisadmin.jooq.internal.integrity;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.selectCount;

import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One query whose rows are issues, with the columns of {@link IssueColumns}. The same query is
 * counted and read, so that a summary and details cannot disagree; its rows are streamed.
 */
final class QueryInspection implements Inspection {
  private static final int FETCH_SIZE = 1000;

  private final Table<?> found;
  private final Field<String> id;
  private final Field<String> name;

  QueryInspection(Select<?> issues) {
    this.found = issues.asTable("found");
    this.id = column(IssueColumns.ID, String.class);
    this.name = column(IssueColumns.NAME, String.class);
  }

  @Override
  public long inspect(DSLContext ctx, IssueSink sink) {
    if (sink.limit() > 0) {
      read(ctx, sink);
      if (sink.count() < sink.limit()) {
        return sink.count();
      }
    }
    return ctx.fetchSingle(selectCount().from(found)).get(0, Long.class);
  }

  private void read(DSLContext ctx, IssueSink sink) {
    Field<String> comment =
        left(optional(IssueColumns.COMMENT, String.class), inline(IssueSink.COMMENT_LENGTH));
    ResultQuery<Record5<String, String, String, String[], String>> rows =
        ctx.select(
                id,
                name,
                comment,
                optional(IssueColumns.REFS, String[].class),
                optional(IssueColumns.SEVERITY, String.class))
            .from(found)
            .orderBy(DSL.coalesce(name, id).asc().nullsLast(), id.asc().nullsLast(), comment)
            .limit(sink.limit())
            .fetchSize(FETCH_SIZE);
    try (Cursor<Record5<String, String, String, String[], String>> cursor = rows.fetchLazy()) {
      for (var row : cursor) {
        add(row, sink);
      }
    }
  }

  private static void add(Record5<String, String, String, String[], String> row, IssueSink sink) {
    String severity = row.value5();
    List<ObjectReference> refs = IssueColumns.references(row.value4());
    if (severity == null) {
      sink.add(row.value1(), row.value2(), row.value3(), refs);
    } else {
      sink.add(Severity.valueOf(severity), row.value1(), row.value2(), row.value3(), refs);
    }
  }

  private <T> Field<T> column(String column, Class<T> type) {
    Field<T> field = found.field(column, type);
    if (field == null) {
      throw new IllegalArgumentException("A query for issues has no column " + column + ".");
    }
    return field;
  }

  private <T> Field<T> optional(String column, Class<T> type) {
    Field<T> field = found.field(column, type);
    return field == null ? inline((T) null, type) : field;
  }
}
