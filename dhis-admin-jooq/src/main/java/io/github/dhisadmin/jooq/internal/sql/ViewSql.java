package io.github.dhisadmin.jooq.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Finds the views above tables, takes them down and puts them up again. */
public final class ViewSql {
  private static final String KIND =
      """
      cross join lateral (
        select case when c.relkind = 'm' then 'materialized view' else 'view' end as kind
      ) k""";

  /** Statements that give a view anew what it has besides its rows: comments and indexes. */
  private static final String FINISH =
      """
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
      )""";

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
        format('create %%s %%I.%%I%%s as %%s%%s', k.kind, n.nspname, c.relname,
          ' with (' || array_to_string(c.reloptions, ', ') || ')',
          rtrim(pg_get_viewdef(c.oid), '; '),
          case when c.relkind = 'm' and not c.relispopulated then ' with no data' else '' end
        ) as create,
        %s as finish
      from ranked
      join pg_class c on c.oid = ranked.oid
      join pg_namespace n on n.oid = c.relnamespace
      %s
      where c.relkind in ('v', 'm')
      order by ranked.depth, n.nspname, c.relname"""
          .formatted(FINISH, KIND);

  private static final String BELONGINGS =
      """
      select %s as finish
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      %s
      where c.oid = to_regclass({0})"""
          .formatted(FINISH, KIND);

  private static final String RELATIONS =
      """
      select c.relname, c.relkind::text as kind,
        case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) else '' end as definition,
        coalesce(obj_description(c.oid, 'pg_class'), '') as comment
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = {0} and c.relname = any ({1}) and c.relkind <> 'i'""";

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

  /** Tables, views and others that have one of these names, by name. */
  public Map<String, Relation> relations(String schemaName, Collection<String> names) {
    return ctx.fetch(RELATIONS, DSL.val(schemaName), DSL.val(names.toArray(String[]::new)))
        .intoMap(
            row -> row.get("relname", String.class),
            row ->
                new Relation(
                    row.get("kind", String.class),
                    row.get("definition", String.class),
                    row.get("comment", String.class)));
  }

  /** Creates a view of this session, which hides another relation of its name. */
  public void createTemporary(String view, String query) {
    raw.execute("create temporary view " + ctx.render(DSL.name(view)) + " as " + query);
  }

  /** Drops a view of this session. */
  public void dropTemporary(String view) {
    ctx.execute("drop view {0}", temporary(view));
  }

  /** How PostgreSQL writes the query of a view of this session. */
  public String temporaryDefinition(String view) {
    return ctx.fetchSingle(
            "select pg_get_viewdef({0}::regclass)", DSL.val(ctx.render(temporary(view))))
        .get(0, String.class);
  }

  /** Whether a view of this session shows other rows than the materialised one of its name has. */
  public boolean differsFromTemporary(String schemaName, String view) {
    return ctx.fetchSingle(
            "select not relispopulated or exists("
                + "(select * from {0} except all select * from {1})"
                + " union all (select * from {1} except all select * from {0}))"
                + " from pg_class where oid = {2}::regclass",
            DSL.name(schemaName, view),
            temporary(view),
            DSL.val(ctx.render(DSL.name(schemaName, view))))
        .get(0, Boolean.class);
  }

  /** Creates a view from a query that an operator wrote. */
  public void create(String schemaName, String view, boolean materialised, String query) {
    raw.execute(
        "create "
            + kind(materialised)
            + " "
            + ctx.render(DSL.name(schemaName, view))
            + " as "
            + query);
  }

  /** Writes the comment of a view. */
  public void comment(String schemaName, String view, boolean materialised, String comment) {
    ctx.execute(
        "comment on " + kind(materialised) + " {0} is {1}",
        DSL.name(schemaName, view),
        DSL.inline(comment));
  }

  /**
   * Puts a view in the place of another one, for the same users and with its comments and indexes;
   * views above that are made again upon it, which fails if it lacks what they read.
   *
   * @return the comments and indexes that do not fit the new view
   */
  public List<String> takePlace(String schemaName, String built, String replaced) {
    List<DependentView> above = above(schemaName, List.of(replaced));
    List<String> belongings = belongings(DSL.name(schemaName, replaced));
    access.copy(DSL.name(schemaName, replaced), DSL.name(schemaName, built));
    List<DependentView> topFirst = new ArrayList<>(above);
    Collections.reverse(topFirst);
    topFirst.forEach(this::drop);
    dropIfThere(schemaName, replaced);
    ctx.execute(
        "alter " + kind(isMaterialised(schemaName, built)) + " {0} rename to {1}",
        DSL.name(schemaName, built),
        DSL.name(replaced));
    above.forEach(this::create);
    Savepoints savepoints = new Savepoints(ctx);
    return belongings.stream()
        .filter(each -> savepoints.attempt(() -> raw.execute(each)).isPresent())
        .toList();
  }

  private List<String> belongings(Name view) {
    return ctx
        .fetch(BELONGINGS, DSL.val(ctx.render(view)))
        .map(row -> List.of(row.get("finish", String[].class)))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Drops a view of either kind. Returns whether it was there. */
  public boolean dropIfThere(String schemaName, String view) {
    Relation there = relations(schemaName, List.of(view)).get(view);
    if (there == null || !there.isView()) {
      return false;
    }
    ctx.execute("drop " + kind(there.kind().equals("m")) + " {0}", DSL.name(schemaName, view));
    return true;
  }

  private boolean isMaterialised(String schemaName, String view) {
    Relation there = relations(schemaName, List.of(view)).get(view);
    return there != null && there.kind().equals("m");
  }

  private static String kind(boolean materialised) {
    return materialised ? "materialized view" : "view";
  }

  private static Name temporary(String view) {
    return DSL.name("pg_temp", view);
  }

  /**
   * Something with a name.
   *
   * @param kind PostgreSQL's letter for it: {@code v} view, {@code m} materialised view
   * @param definition how PostgreSQL writes the query of a view; empty for anything else
   * @param comment its comment, or empty
   */
  public record Relation(String kind, String definition, String comment) {
    /** Whether it is a view of either kind. */
    public boolean isView() {
      return kind.equals("v") || kind.equals("m");
    }
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
