package io.github.dhisadmin.jooq.internal.sql;

import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * What tells tables with other rows from what they were, without reading values.
 *
 * <p>Each row names the transaction that wrote it. One that has ended writes no more rows, so of
 * the rows that it wrote some may vanish, but none can come: if as many rows of each transaction
 * can be seen as before, they are the same rows. Neither vacuum nor a rewrite of the table changes
 * that. It holds until PostgreSQL begins to use its numbers of transactions again.
 */
public final class TableStates {
  /** Transactions have 32 bits in a row. */
  private static final long NUMBERS = 1L << 32;

  private static final String WRITERS =
      "count(*) || ' ' || coalesce(sum(hashtextextended(xmin::text, 0)), 0)";

  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public TableStates(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Whether all transactions that ever wrote had numbers of their own. */
  public boolean tellWriters() {
    return ctx.fetchSingle("select txid_snapshot_xmax(txid_current_snapshot())").get(0, Long.class)
        < NUMBERS;
  }

  /** By which transactions the rows were written, and what the columns are. */
  public String ofWriters(Name table) {
    return columns(table)
        + ctx.fetchSingle("select " + WRITERS + " from {0}", table).get(0, String.class);
  }

  /** By which transactions the rows of each value of a column were written. */
  public Map<Long, String> ofWritersBy(Name table, Name column) {
    return ctx.fetch(
            "select {1}, " + WRITERS + " from {0} where {1} is not null group by {1}",
            table,
            column)
        .intoMap(row -> row.get(0, Long.class), row -> row.get(1, String.class));
  }

  /**
   * Every transaction before this one had ended when the snapshot was taken that is read from: of
   * what these have written all that counts can be seen.
   */
  public long settledBefore() {
    return ctx.fetchSingle("select txid_snapshot_xmin(txid_current_snapshot())").get(0, Long.class);
  }

  /**
   * Whether a row of a table was written by a transaction, or a part of one, that began to write no
   * earlier than this one. Transactions of the longest ago count as such as well.
   *
   * @param table the name or alias under which a query reads it
   */
  public static Condition writtenFrom(String table, long transaction) {
    return DSL.condition(
        "age({0}) <= (select age(cast({1} as xid)))",
        DSL.name(table, "xmin"), DSL.inline(Long.toString(transaction)));
  }

  /** What the rows are, whoever wrote them; reads them. */
  public String ofRows(Name table) {
    return columns(table)
        + ctx.fetchSingle(
                "select count(*) || ' '"
                    + " || coalesce(sum(hashtextextended(cast(each as text), 0)), 0)"
                    + " from {0} each",
                table)
            .get(0, String.class);
  }

  /** What the columns are; one that was dropped and made again is another one. */
  public String columns(Name table) {
    return ctx.fetchSingle(
            "select coalesce(string_agg(format('%s %I %s, ', attnum, attname,"
                + " format_type(atttypid, atttypmod)), '' order by attnum), '')"
                + " from pg_attribute where attrelid = to_regclass({0})"
                + " and attnum > 0 and not attisdropped",
            DSL.val(ctx.render(table)))
        .get(0, String.class);
  }

  /** What else decides about the outcome of an expression. */
  public String environment() {
    return ctx.fetchSingle(
            "select concat_ws(' ', version(), current_setting('TimeZone'),"
                + " current_setting('DateStyle'), current_setting('extra_float_digits'),"
                + " (select string_agg(extname || ' ' || extversion, ' ' order by extname)"
                + " from pg_extension))")
        .get(0, String.class);
  }
}
