package io.github.dhisadmin.jooq.internal.sql;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/**
 * Runs SQL that somebody else wrote: operators' table hooks, and statements that PostgreSQL itself
 * formulated. Nothing in the text is taken for a bind value or a template.
 */
public final class RawSql {
  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public RawSql(DSLContext ctx) {
    this.ctx =
        ctx.configuration()
            .deriveSettings(settings -> settings.withStatementType(StatementType.STATIC_STATEMENT))
            .dsl();
  }

  /**
   * A query as a table.
   *
   * @param query one query, as {@link QueryText} makes sure
   * @param alias the table's name
   * @param columns names for its first columns; without any they keep their own
   * @return the table, for statements of {@link #context()}: elsewhere a question mark in the query
   *     would be taken for a bind value
   */
  public static Table<Record> table(String query, String alias, String... columns) {
    // A comment at the end of the query must not swallow the parenthesis.
    Table<Record> table = DSL.table(DSL.raw("(" + query + "\n)"));
    return columns.length == 0 ? table.as(alias) : table.as(alias, columns);
  }

  /** The same transaction, with every value written into the statement. */
  public DSLContext context() {
    return ctx;
  }

  /** Executes one or several statements as they are. */
  public void execute(String sql) {
    ctx.execute(DSL.raw(sql));
  }
}
