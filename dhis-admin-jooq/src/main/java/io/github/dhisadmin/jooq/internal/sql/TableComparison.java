package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Tells whether one table can stand for another without anybody noticing. */
public final class TableComparison {
  private static final String LAYOUT =
      """
      select format('persistence %s', relpersistence) from pg_class where oid = {0}::regclass
      union all
      select format('column %s %s %s %s %s', row_number() over (order by attnum), attname,
        format_type(atttypid, atttypmod), attnotnull, attcollation)
      from pg_attribute
      where attrelid = {0}::regclass and attnum > 0 and not attisdropped
      union
      select format('index %s %s %s %s %s', i.indisunique, i.indisprimary, am.amname,
        pg_get_expr(i.indpred, i.indrelid), array(
          select pg_get_indexdef(i.indexrelid, n, true)
          from generate_series(1, i.indnatts) n order by n))
      from pg_index i
      join pg_class c on c.oid = i.indexrelid
      join pg_am am on am.oid = c.relam
      where i.indrelid = {0}::regclass
      order by 1""";

  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public TableComparison(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Whether two tables have the same columns, indexes, persistence and rows. The order of rows,
   * names of indexes and indexes that repeat another one make no difference.
   */
  public boolean alike(Name first, Name second) {
    Table<?> one = DSL.table(first);
    Table<?> other = DSL.table(second);
    // With as many rows on both sides, none of one missing in the other is enough.
    return layout(first).equals(layout(second))
        && ctx.fetchCount(one) == ctx.fetchCount(other)
        && !ctx.fetchExists(
            DSL.select(DSL.asterisk()).from(one).exceptAll(DSL.select(DSL.asterisk()).from(other)));
  }

  private List<String> layout(Name table) {
    return ctx.fetch(LAYOUT, DSL.val(ctx.render(table))).getValues(0, String.class);
  }
}
