package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.sql.RowBlocks;
import io.github.dhisadmin.jooq.internal.sql.RowBlocks.Assignment;
import io.github.dhisadmin.jooq.internal.sql.RowBlocks.Range;
import io.github.dhisadmin.maintenance.Blocker;
import java.time.Duration;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;

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

  /** Where the rows lie. */
  List<Range> find(DSLContext ctx) {
    return new RowBlocks(ctx, table).holding(condition, ROWS);
  }

  static long rows(List<Range> ranges) {
    return ranges.stream().mapToLong(Range::rows).sum();
  }

  /** Removes the rows that were found, wherever they lie by now. */
  void execute(String step, List<Range> found, Chunks chunks) {
    List<Range> ranges = found;
    for (int pass = 1; pass <= PASSES && !ranges.isEmpty(); pass++) {
      if (chunks.each(step, ranges, this::remove) >= rows(ranges)) {
        return;
      }
      ranges = chunks.database().transaction(chunks.cancellation(), this::find);
    }
    for (Range range : ranges) {
      oneByOne(step, range, chunks);
    }
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
