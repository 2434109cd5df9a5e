package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Finds which rows of a small table a large one refers to, by the cheapest way its indexes offer.
 */
public final class UsedKeys {
  /** Below this number of rows, reading all of them is as fast as anything else. */
  private static final long LARGE = 100_000;

  private static final String COLUMN_BEFORE =
      """
      select l.attname::text
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_attribute k on k.attrelid = c.oid and k.attname = {1}
      join pg_attribute l on l.attrelid = c.oid and l.attnum = i.indkey[0]
      where i.indrelid = {0}::regclass and i.indisvalid and i.indpred is null
        and c.reltuples >= {2} and i.indnkeyatts > 1 and i.indkey[1] = k.attnum
      limit 1""";

  /** Jumps in the index from each pair of values to the next one, and reads nothing between. */
  private static final String JUMPING =
      """
      with recursive lead (v) as (
        (select min({1}) from {0})
        union all
        select (select min({1}) from {0} where {1} > lead.v) from lead where lead.v is not null
      ), pair (v, k) as (
        select v, (select min({2}) from {0} where {1} = lead.v) from lead where v is not null
        union all
        select pair.v, (select min({2}) from {0} where {1} = pair.v and {2} > pair.k)
        from pair where pair.k is not null
      )
      select distinct k from pair where k is not null""";

  private final DSLContext ctx;

  /** Reads in the transaction of a context. */
  public UsedKeys(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * The keys of the rows that a reference points to.
   *
   * @param target the table referred to
   * @param key its key
   */
  public Set<Long> of(ForeignKey reference, Table<?> target, Field<Long> key) {
    boolean byKey = reference.targets().equals(java.util.List.of(key.getName()));
    if (byKey && !isIndexed(reference)) {
      Name table = reference.tableName();
      Name column = DSL.name(reference.columns().get(0));
      Optional<String> before = columnBefore(reference);
      return new HashSet<>(
          before.isPresent()
              ? ctx.fetch(JUMPING, table, DSL.name(before.get()), column).getValues(0, Long.class)
              : ctx.selectDistinct(DSL.field(column, Long.class))
                  .from(DSL.table(table))
                  .where(DSL.field(column).isNotNull())
                  .fetchSet(0, Long.class));
    }
    return new HashSet<>(
        ctx.select(key)
            .from(target)
            .whereExists(
                DSL.selectOne()
                    .from(DSL.table(reference.tableName()).as("r"))
                    .where(reference.matches(DSL.name("r"), target.getUnqualifiedName())))
            .fetchSet(key));
  }

  /** Whether PostgreSQL finds the referring rows of one key without reading the whole table. */
  public boolean isIndexed(ForeignKey reference) {
    return ctx.fetchExists(
        DSL.table(
            "pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attname = {1}"
                + " and k.attnum = i.indkey[0] and i.indrelid = {0}::regclass and i.indisvalid"
                + " and i.indpred is null",
            literal(reference), DSL.val(reference.columns().get(0))));
  }

  private Optional<String> columnBefore(ForeignKey reference) {
    return ctx
        .fetch(
            COLUMN_BEFORE,
            literal(reference),
            DSL.val(reference.columns().get(0)),
            DSL.inline(LARGE))
        .getValues(0, String.class)
        .stream()
        .findFirst();
  }

  private Field<String> literal(ForeignKey reference) {
    return DSL.val(ctx.render(reference.tableName()));
  }
}
