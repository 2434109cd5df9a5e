package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** What PostgreSQL remembers of its last look at tables; enough to choose between two ways. */
public final class TableEstimates {
  private final DSLContext ctx;

  /** Asks in the transaction of a context. */
  public TableEstimates(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** About how many rows a table has; 0 if it was never looked at. */
  public long rows(Table<?> table) {
    return rows(table.getQualifiedName());
  }

  /** About how many rows the referring table has. */
  public long rows(ForeignKey reference) {
    return rows(reference.tableName());
  }

  private long rows(Name table) {
    return ctx.fetchSingle(
            "select greatest(reltuples, 0)::bigint from pg_class where oid = {0}::regclass",
            DSL.val(ctx.render(table)))
        .get(0, Long.class);
  }
}
