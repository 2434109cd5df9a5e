package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.sql.RowBlocks;
import io.github.dhisadmin.jooq.internal.sql.RowBlocks.Assignment;
import io.github.dhisadmin.jooq.internal.sql.RowBlocks.Range;
import io.github.dhisadmin.maintenance.Blocker;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Removes the rows of a large table that meet a condition, while others go on writing to it. First
 * those that nobody has locked, in the order of the disk; then each of the others by itself, so
 * that nothing is held while waiting for it.
 *
 * @param table the table
 * @param condition which rows; must be false for a row that was removed
 * @param assignments what marks a row as removed; empty to delete it
 */
record RowRemoval(Table<?> table, Condition condition, List<Assignment> assignments) {
  /** Few enough rows for a tenth of a second, many enough to make the commit cheap. */
  private static final int ROWS = 5_000;

  /** Rows that are locked again and again are looked for so often. */
  private static final int PASSES = 3;

  /** How many rows there are. */
  long count(DSLContext ctx) {
    return ctx.select(DSL.count().coerce(SQLDataType.BIGINT))
        .from(table)
        .where(condition)
        .fetchSingle()
        .value1();
  }

  /**
   * Removes the rows, wherever they lie.
   *
   * @param planned how many were counted
   */
  void execute(String step, long planned, Chunks chunks) {
    if (planned == 0) {
      return;
    }
    long expected = planned;
    List<Range> ranges = read(chunks, ctx -> where(ctx, planned));
    for (int pass = 1; pass <= PASSES; pass++) {
      if (chunks.each(step, ranges, this::remove) >= expected) {
        return;
      }
      ranges = read(chunks, this::list);
      expected = ranges.stream().mapToLong(Range::rows).sum();
      if (ranges.isEmpty()) {
        return;
      }
    }
    for (Range range : ranges) {
      oneByOne(step, range, chunks);
    }
  }

  private static List<Range> read(Chunks chunks, Function<DSLContext, List<Range>> work) {
    return chunks.database().transaction(chunks.cancellation(), work);
  }

  /** To read all pages costs less than to ask on which ones the rows lie, unless they are few. */
  private List<Range> where(DSLContext ctx, long planned) {
    RowBlocks blocks = new RowBlocks(ctx, table);
    return planned < blocks.pages() ? list(ctx) : blocks.everything(planned, ROWS);
  }

  private List<Range> list(DSLContext ctx) {
    return new RowBlocks(ctx, table).holding(condition, ROWS);
  }

  private long remove(DSLContext ctx, Range range) {
    RowBlocks blocks = new RowBlocks(ctx, table);
    return assignments.isEmpty()
        ? blocks.delete(range, condition)
        : blocks.update(range, condition, assignments);
  }

  private void oneByOne(String step, Range range, Chunks chunks) {
    Blocker locked =
        new Blocker(
            "table",
            table.getName(),
            table.getName(),
            "LOCKED",
            "rows are locked by a transaction that does not end",
            range.rows());
    while (chunks.runUnlessLocked(
            step, Chunks.LOCK_TIMEOUT, ctx -> waitAndRemove(ctx, range), locked)
        > 0) {
      chunks.cancellation().check();
    }
  }

  private long waitAndRemove(DSLContext ctx, Range range) {
    new RowBlocks(ctx, table).awaitOne(range, condition);
    return remove(ctx, range);
  }

  /** About how long deleting a row of such a table takes, with its index entries. */
  static Duration perRow() {
    return Duration.ofNanos(20_000);
  }
}
