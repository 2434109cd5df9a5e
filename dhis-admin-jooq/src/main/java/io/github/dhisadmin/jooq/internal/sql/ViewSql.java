package io.github.dhisadmin.jooq.internal.sql;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Finds the views above tables, takes them down and puts them up again. */
public final class ViewSql {
  private static final String DEPENDENTS =
      """
      with recursive dependent (oid, depth) as (
        select r.ev_class, 1
        from pg_class t
        join pg_depend d on d.refobjid = t.oid
        join pg_rewrite r on r.oid = d.objid
        where t.relnamespace = {0}::regnamespace and t.relname = any ({1})
          and d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass
          and r.ev_class <> t.oid
        union
        select r.ev_class, p.depth + 1
        from dependent p
        join pg_depend d on d.refobjid = p.oid
        join pg_rewrite r on r.oid = d.objid
        where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass
          and r.ev_class <> p.oid
      ), ranked as (
        select oid, max(depth) as depth from dependent group by oid
      )
      select n.nspname, c.relname, c.relkind = 'm' as materialised,
        format('create %s %I.%I%s as %s%s', k.kind, n.nspname, c.relname,
          ' with (' || array_to_string(c.reloptions, ', ') || ')',
          rtrim(pg_get_viewdef(c.oid), '; '),
          case when c.relkind = 'm' and not c.relispopulated then ' with no data' else '' end
        ) as create,
        array(
          select format('comment on %s %I.%I is %L', k.kind, n.nspname, c.relname, s.description)
          from pg_description s
          where s.objoid = c.oid and s.classoid = 'pg_class'::regclass and s.objsubid = 0
          union all
          select format('comment on column %I.%I.%I is %L',
            n.nspname, c.relname, a.attname, s.description)
          from pg_description s
          join pg_attribute a on a.attrelid = s.objoid and a.attnum = s.objsubid
          where s.objoid = c.oid and s.classoid = 'pg_class'::regclass and s.objsubid > 0
          union all
          select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = c.oid
        ) as finish
      from ranked
      join pg_class c on c.oid = ranked.oid
      join pg_namespace n on n.oid = c.relnamespace
      cross join lateral (
        select case when c.relkind = 'm' then 'materialized view' else 'view' end as kind
      ) k
      where c.relkind in ('v', 'm')
      order by ranked.depth, n.nspname, c.relname""";

  private final DSLContext ctx;
  private final RawSql raw;
  private final RelationAccess access;

  /** Works in the transaction of a context. */
  public ViewSql(DSLContext ctx) {
    this.ctx = ctx;
    this.raw = new RawSql(ctx);
    this.access = new RelationAccess(ctx);
  }

  /** All views that read tables, directly or through other views; each after those it reads. */
  public List<DependentView> above(String schemaName, Collection<String> tables) {
    return ctx.fetch(
            DEPENDENTS,
            DSL.val(ctx.render(DSL.name(schemaName))),
            DSL.val(tables.toArray(String[]::new)))
        .map(this::view);
  }

  /** Removes a view that nothing reads any more. */
  public void drop(DependentView view) {
    if (view.materialised()) {
      ctx.execute("drop materialized view {0}", view.name());
    } else {
      ctx.execute("drop view {0}", view.name());
    }
  }

  /** Makes a view again, for the same users as before. */
  public void create(DependentView view) {
    raw.execute(view.create());
    view.finish().forEach(raw::execute);
    access.become(view.name(), view.owner());
    access.replaceGrants(view.name(), view.grants());
  }

  private DependentView view(Record row) {
    Name name = DSL.name(row.get("nspname", String.class), row.get("relname", String.class));
    return new DependentView(
        name,
        row.get("materialised", Boolean.class),
        row.get("create", String.class),
        List.of(row.get("finish", String[].class)),
        access.ownerOf(name),
        access.grantsOn(name));
  }
}
