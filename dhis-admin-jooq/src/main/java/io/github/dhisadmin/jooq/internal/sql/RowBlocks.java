package io.github.dhisadmin.jooq.internal.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Walks over the rows of a large table in the order in which they lie on disk, so that each page is
 * read once and a transaction holds few rows for a short time. Rows that somebody else keeps locked
 * are passed over: who waits for nobody cannot be part of a deadlock. Reads only the pages it asks
 * for on PostgreSQL 14 and newer.
 */
public final class RowBlocks {
  /** Pages between which one transaction looks for rows: 16 MB, read in a fraction of a second. */
  private static final int MAX_PAGES = 2_048;

  /** Pages of which all rows may go: some ten thousand, in a tenth of a second. */
  private static final int MAX_FULL_PAGES = 512;

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

  private static final String ROWS = "ctid >= {2}::tid and ctid < {3}::tid and {1}";

  private static final String FREE_ROWS =
      "ctid = any(array(select ctid from {0} where " + ROWS + " for update skip locked))";

  /** Longer than a transaction that writes a value takes to end. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(5);

  /** PostgreSQL looks for deadlocks around who has waited for a second. */
  private static final Duration SHORT_WORK = Duration.ofMillis(500);

  /** Lock not had in time, statement not done in time. */
  private static final Set<String> TOO_SLOW = Set.of("55P03", "57014");

  private final DSLContext ctx;
  private final Table<?> table;

  /** Works on a table, in the transaction of a context. */
  public RowBlocks(DSLContext ctx, Table<?> table) {
    this.ctx = ctx;
    this.table = table;
  }

  /**
   * Where rows lie that meet a condition, in parts of about a number of rows. Takes longer than
   * reading the rows if they are many, as the page of each of them has to be told.
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

  /**
   * All of the table, in parts of about a number of rows that meet a condition.
   *
   * @param rows how many do in the whole table
   */
  public List<Range> everything(long rows, int rowsPerRange) {
    long pages = pages();
    long each = Math.max(1, Math.min(MAX_FULL_PAGES, pages * rowsPerRange / Math.max(1, rows)));
    List<Range> ranges = new ArrayList<>();
    for (long page = 0; page < pages; page += each) {
      ranges.add(new Range(page, page + each, 0));
    }
    return ranges;
  }

  /** How many pages the table has. */
  public long pages() {
    return ctx.fetchSingle(
            "select pg_relation_size({0}::regclass) / current_setting('block_size')::bigint",
            DSL.val(ctx.render(table)))
        .get(0, Long.class);
  }

  /** Deletes the rows that meet a condition. Returns how many. */
  public int delete(Range range, Condition condition) {
    return change("delete from {0} where ", range, condition, List.of());
  }

  /** Gives columns of the rows that meet a condition a value. Returns how many. */
  public int update(Range range, Condition condition, List<Assignment> assignments) {
    return change(
        "update {0} set {4} where ",
        range,
        condition,
        List.of(
            DSL.list(
                assignments.stream()
                    .map(
                        each ->
                            DSL.sql("{0} = {1}", each.column().getUnqualifiedName(), each.value()))
                    .toList())));
  }

  /**
   * Rows that nobody has locked need not be locked before they are changed, which takes as long
   * again. So it is tried without, and given up before anybody could count the wait as a deadlock.
   */
  private int change(
      String verb, Range range, Condition condition, List<? extends QueryPart> values) {
    List<QueryPart> all = new ArrayList<>();
    all.add(table);
    all.add(condition);
    all.add(position(range.fromPage()));
    all.add(position(range.toPage()));
    all.addAll(values);
    QueryPart[] parts = all.toArray(QueryPart[]::new);
    int[] changed = {0};
    Optional<DataAccessException> refusal =
        new Savepoints(ctx)
            .attempt(
                TOO_SLOW,
                () ->
                    new Session(ctx)
                        .within(
                            SHORT_WAIT,
                            SHORT_WORK,
                            () -> changed[0] = ctx.execute(verb + ROWS, parts)));
    return refusal.isEmpty() ? changed[0] : ctx.execute(verb + FREE_ROWS, parts);
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
   * @param rows number of rows in it that met the condition; 0 if they were not counted
   */
  public record Range(long fromPage, long toPage, long rows) {}

  /** A column and the value it is given. */
  public record Assignment(Field<?> column, Field<?> value) {}
}
