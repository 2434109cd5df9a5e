package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/**
 * The tables that a query reads. PostgreSQL itself says which: it takes note of what a view depends
 * on.
 */
public final class QuerySources {
  private static final String READ =
      """
      select n.nspname, c.relname, bool_and(c.relkind = 'r' and not c.relrowsecurity)
      from pg_depend d
      join pg_rewrite r on r.oid = d.objid
      join pg_class c on c.oid = d.refobjid
      join pg_namespace n on n.oid = c.relnamespace
      where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
        and r.ev_class = to_regclass({0}) and c.oid <> r.ev_class
      group by 1, 2
      order by 1, 2""";

  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public QuerySources(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * The tables of a query with their schemas; empty if it reads something that has no rows of its
   * own, such as a view, or not the same rows for everybody.
   *
   * @param scratch what a view may be called for a moment; nobody else sees it
   */
  public Optional<List<Name>> of(Select<?> query, Name scratch) {
    // A view can have no parameters.
    ctx.configuration()
        .deriveSettings(settings -> settings.withStatementType(StatementType.STATIC_STATEMENT))
        .dsl()
        .execute("create view {0} as {1}", scratch, query);
    Result<Record> read = ctx.fetch(READ, DSL.val(ctx.render(scratch)));
    ctx.execute("drop view {0}", scratch);
    return read.stream().allMatch(row -> row.get(2, boolean.class))
        ? Optional.of(read.map(row -> DSL.name(row.get(0, String.class), row.get(1, String.class))))
        : Optional.empty();
  }
}
