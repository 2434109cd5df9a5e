package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Who owns tables and views and who may use them, so that a replacement serves the same users. */
public final class RelationAccess {
  private static final String GRANTEE =
      "case when x.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end";

  private final DSLContext ctx;
  private final RawSql raw;

  /** Works in the transaction of a context. */
  public RelationAccess(DSLContext ctx) {
    this.ctx = ctx;
    this.raw = new RawSql(ctx);
  }

  /** Gives a table the owner and the grants of another one; grants on columns that it lacks end. */
  public void copy(Name from, Name to) {
    List<Grant> grants = grantsOn(from);
    become(to, ownerOf(from));
    replaceGrants(to, grants);
  }

  /** The quoted name of the role that owns a table or view. */
  String ownerOf(Name relation) {
    return text(
            "select quote_ident(pg_get_userbyid(relowner)) from pg_class where oid = {0}::regclass",
            relation)
        .get(0);
  }

  /** What others than the owner may do with a table or view, or with single columns of it. */
  List<Grant> grantsOn(Name relation) {
    return ctx.fetch(
            "select a.attname, x.privilege_type, "
                + GRANTEE
                + " as grantee, x.is_grantable from pg_class c cross join lateral ("
                + "select null::name as attname, c.relacl as acl where c.relacl is not null"
                + " union all select t.attname, t.attacl from pg_attribute t where t.attrelid ="
                + " c.oid and not t.attisdropped and t.attacl is not null) a cross join lateral"
                + " aclexplode(a.acl) x where c.oid = {0}::regclass and x.grantee <> c.relowner"
                + " order by 1 nulls first, 2, 3",
            literal(relation))
        .map(RelationAccess::grant);
  }

  /** Changes the owner, unless it is the same already. */
  void become(Name relation, String owner) {
    if (!ownerOf(relation).equals(owner)) {
      // The one form that PostgreSQL accepts for tables, views and materialised views alike.
      raw.execute("alter table " + ctx.render(relation) + " owner to " + owner);
    }
  }

  /** Takes away what default privileges gave, then grants anew. */
  void replaceGrants(Name relation, List<Grant> grants) {
    String name = ctx.render(relation);
    grantsOn(relation).stream()
        .map(Grant::grantee)
        .distinct()
        .forEach(grantee -> raw.execute("revoke all on " + name + " from " + grantee));
    List<String> columns =
        text("select attname from pg_attribute where attrelid = {0}::regclass", relation);
    grants.stream()
        .filter(grant -> grant.column().isEmpty() || columns.contains(grant.column()))
        .forEach(grant -> raw.execute(grant.statement(ctx, name)));
  }

  private List<String> text(String query, Name relation) {
    return ctx.fetch(query, literal(relation)).getValues(0, String.class);
  }

  private org.jooq.Field<String> literal(Name relation) {
    return DSL.val(ctx.render(relation));
  }

  private static Grant grant(Record row) {
    String column = row.get("attname", String.class);
    return new Grant(
        column == null ? "" : column,
        row.get("privilege_type", String.class),
        row.get("grantee", String.class),
        row.get("is_grantable", Boolean.class));
  }

  /** One privilege of one role; {@code column} is empty for the whole relation. */
  record Grant(String column, String privilege, String grantee, boolean grantable) {
    private String statement(DSLContext ctx, String relation) {
      return "grant "
          + privilege
          + (column.isEmpty() ? "" : " (" + ctx.render(DSL.name(column)) + ")")
          + " on "
          + relation
          + " to "
          + grantee
          + (grantable ? " with grant option" : "");
    }
  }
}
