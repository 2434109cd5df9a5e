package io.github.dhisadmin.jooq.internal.sql;

import org.jooq.DSLContext;
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

  /** Executes one or several statements as they are. */
  public void execute(String sql) {
    ctx.execute(DSL.raw(sql));
  }
}
