package io.github.dhisadmin.jooq.internal.sql;

import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * How the rows of a table spread over groups of the values of a column, by PostgreSQL's statistics:
 * what it knows of the most common values, and that all others are about as common as each other.
 */
public final class ColumnShares {
  private static final String SHARES =
      """
      with known as (
        select s.most_common_vals::text::bigint[] as common, s.most_common_freqs as shares,
          coalesce(cardinality(s.most_common_freqs), 0) as listed,
          1 - coalesce(s.null_frac, 0)
            - coalesce((select sum(f) from unnest(s.most_common_freqs) f), 0) as unlisted,
          case when s.n_distinct < 0 then -s.n_distinct * greatest(c.reltuples, 0)
            else s.n_distinct end as distinct_values
        from pg_stats s
        join pg_class c on c.relname = s.tablename
          and c.relnamespace = current_schema()::regnamespace
        where s.schemaname = current_schema() and s.tablename = {0} and s.attname = {1}
          and not s.inherited
      )
      select g.member_of, sum(coalesce(m.share,
        case when k.distinct_values - k.listed >= 1
          then greatest(k.unlisted, 0) / (k.distinct_values - k.listed) else 0 end)) as share
      from ({2}) g (value, member_of)
      cross join known k
      left join lateral unnest(k.common, k.shares) m (value, share) on m.value = g.value
      group by g.member_of""";

  private final DSLContext ctx;

  /** Asks in the transaction of a context. */
  public ColumnShares(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * The share of rows of each group, all together at most 1; empty if the table was never analysed.
   *
   * @param table a table of the current schema
   * @param column a column of whole numbers
   * @param groups the values, and as text which group each is in
   */
  public Map<String, Double> of(String table, String column, Select<?> groups) {
    Map<String, Double> shares = new HashMap<>();
    ctx.fetch(SHARES, DSL.val(table), DSL.val(column), groups)
        .forEach(row -> shares.put(row.get(0, String.class), row.get(1, Double.class)));
    double total = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (total > 1) {
      shares.replaceAll((group, share) -> share / total);
    }
    return shares;
  }
}
