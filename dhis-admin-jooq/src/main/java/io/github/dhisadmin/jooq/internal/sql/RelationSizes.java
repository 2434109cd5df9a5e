package io.github.dhisadmin.jooq.internal.sql;

import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * How large tables are, from PostgreSQL's catalogue: files are asked for their length, and nothing
 * is read. Rows are as dense as when the table was analysed, and of a common width if it never was.
 */
public final class RelationSizes {
  private static final String SIZES =
      """
      select c.relname,
        (case when c.reltuples > 0 and c.relpages > 0
          then c.reltuples / c.relpages * s.bytes / current_setting('block_size')::int
          else s.bytes / 100.0 end)::bigint as rows,
        coalesce(pg_table_size(c.oid), 0) as table_bytes,
        coalesce(pg_indexes_size(c.oid), 0) as index_bytes
      from pg_class c
      cross join lateral (select coalesce(pg_relation_size(c.oid), 0) as bytes) s
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
        and (left(c.relname, length({0})) = {0} or c.relname = any ({1}))""";

  private final DSLContext ctx;

  /** Asks in the transaction of a context. */
  public RelationSizes(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Of tables of the current schema, by name.
   *
   * @param prefix what their names begin with
   * @param others names of others
   */
  public Map<String, Size> startingWith(String prefix, Collection<String> others) {
    return ctx.fetch(SIZES, DSL.val(prefix), DSL.val(others.toArray(String[]::new)))
        .intoMap(
            row -> row.get("relname", String.class),
            row ->
                new Size(
                    row.get("rows", Long.class),
                    row.get("table_bytes", Long.class),
                    row.get("index_bytes", Long.class)));
  }

  /**
   * How large a table is.
   *
   * @param rows about how many rows it has
   * @param tableBytes bytes of disk without its indexes
   * @param indexBytes bytes of disk of its indexes
   */
  public record Size(long rows, long tableBytes, long indexBytes) {
    /** Of both. */
    public Size plus(Size other) {
      return new Size(
          rows + other.rows, tableBytes + other.tableBytes, indexBytes + other.indexBytes);
    }

    /** Of another number of rows that are as wide as these; an empty table stays as it is. */
    public Size scaledTo(long otherRows) {
      if (rows == otherRows || rows == 0) {
        return this;
      }
      return new Size(
          otherRows,
          Math.round((double) tableBytes * otherRows / rows),
          Math.round((double) indexBytes * otherRows / rows));
    }

    /** Bytes of disk in all. */
    public long bytes() {
      return tableBytes + indexBytes;
    }
  }
}
