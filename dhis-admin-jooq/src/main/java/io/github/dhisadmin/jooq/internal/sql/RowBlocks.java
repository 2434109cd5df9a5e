package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Walks over the rows of a large table in the order in which they lie on disk, so that each page is
 * read once and a transaction holds few rows for a short time. Rows that somebody else has locked
 * are passed over: who waits for nobody cannot be part of a deadlock. Reads only the pages it asks
 * for on PostgreSQL 14 and newer.
 */
public final class RowBlocks {
  /** Pages between which one transaction looks for rows: 16 MB, read in a fraction of a second. */
  private static final int MAX_PAGES = 2_048;

  private static final String RANGES =
      """
      select min(page), max(page) + 1, sum(found) from (
        select page, found, div(sum(found) over (order by page) - found, {2}) as part
        from (
          select (ctid::text::point)[0]::bigint as page, count(*) as found
          from {0} where {1} group by 1
        ) pages
      ) parts
      group by part, page / {3}
      order by 1""";

  private static final String FREE_ROWS =
      "array(select ctid from {0} where ctid >= {2}::tid and ctid < {3}::tid and {1}"
          + " for update skip locked)";

  private final DSLContext ctx;
  private final Table<?> table;

  /** Works on a table, in the transaction of a context. */
  public RowBlocks(DSLContext ctx, Table<?> table) {
    this.ctx = ctx;
    this.table = table;
  }

  /**
   * Where rows lie that meet a condition, in parts of about a number of rows.
   *
   * @param condition must not depend on the moment it is evaluated
   */
  public List<Range> holding(Condition condition, int rowsPerRange) {
    return ctx.fetch(
            RANGES, table, condition, DSL.inline((long) rowsPerRange), DSL.inline(MAX_PAGES))
        .map(
            row ->
                new Range(row.get(0, Long.class), row.get(1, Long.class), row.get(2, Long.class)));
  }

  /** Deletes the rows that meet a condition. Returns how many. */
  public int delete(Range range, Condition condition) {
    return ctx.execute(
        "delete from {0} where ctid = any(" + FREE_ROWS + ")",
        table,
        condition,
        position(range.fromPage()),
        position(range.toPage()));
  }

  /** Gives columns of the rows that meet a condition a value. Returns how many. */
  public int update(Range range, Condition condition, List<Assignment> assignments) {
    return ctx.execute(
        "update {0} set {4} where ctid = any(" + FREE_ROWS + ")",
        table,
        condition,
        position(range.fromPage()),
        position(range.toPage()),
        DSL.list(
            assignments.stream()
                .map(each -> DSL.sql("{0} = {1}", each.column().getUnqualifiedName(), each.value()))
                .toList()));
  }

  /** Waits until one of the rows that meet a condition is free, and locks it. */
  public void awaitOne(Range range, Condition condition) {
    ctx.fetch(
        "select ctid from {0} where ctid >= {2}::tid and ctid < {3}::tid and {1}"
            + " limit 1 for update",
        table, condition, position(range.fromPage()), position(range.toPage()));
  }

  private static Field<String> position(long page) {
    return DSL.inline("(" + page + ",0)");
  }

  /**
   * A part of a table.
   *
   * @param fromPage the first page
   * @param toPage the first page that is not part of it
   * @param rows number of rows in it that met the condition
   */
  public record Range(long fromPage, long toPage, long rows) {}

  /** A column and the value it is given. */
  public record Assignment(Field<?> column, Field<?> value) {}
}
