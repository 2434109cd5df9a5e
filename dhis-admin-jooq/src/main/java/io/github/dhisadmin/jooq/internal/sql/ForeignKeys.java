package io.github.dhisadmin.jooq.internal.sql;

import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The columns that refer to a table by a foreign key, as the catalogue says: those of DHIS2's
 * tables as well as those of tables that a host has added, in any schema.
 */
public final class ForeignKeys {
  private static final String REFERENCES =
      """
      select distinct n.nspname, c.relname,
        array(
          select a.attname::text from unnest(k.conkey) with ordinality u (num, pos)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.pos
        ) as columns,
        array(
          select a.attname::text from unnest(k.confkey) with ordinality u (num, pos)
          join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.pos
        ) as targets
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.confrelid = {0}::regclass and k.conparentid = 0
      order by 1, 2, 3""";

  private final DSLContext ctx;

  /** Reads in the transaction of a context. */
  public ForeignKeys(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Everything that refers to a table, ordered by schema, table and columns. */
  public List<ForeignKey> to(Table<?> table) {
    return ctx.fetch(REFERENCES, DSL.val(ctx.render(table))).map(ForeignKeys::key);
  }

  private static ForeignKey key(Record row) {
    return new ForeignKey(
        row.get("nspname", String.class),
        row.get("relname", String.class),
        List.of(row.get("columns", String[].class)),
        List.of(row.get("targets", String[].class)));
  }

  /**
   * Columns that refer to others.
   *
   * @param schema the referring table's schema
   * @param table the referring table
   * @param columns its columns, most often one
   * @param targets the columns they refer to
   */
  public record ForeignKey(
      String schema, String table, List<String> columns, List<String> targets) {
    /** Keeps its own copies. */
    public ForeignKey {
      columns = List.copyOf(columns);
      targets = List.copyOf(targets);
    }

    /** A column that refers to another without PostgreSQL's knowledge. */
    public static ForeignKey undeclared(String schema, String table, String column, String target) {
      return new ForeignKey(schema, table, List.of(column), List.of(target));
    }

    /** The referring table. */
    public Name tableName() {
      return DSL.name(schema, table);
    }

    /** What people call it, such as {@code datavalue.periodid}. */
    public String label(String usualSchema) {
      String owner = schema.equals(usualSchema) ? table : schema + "." + table;
      return owner + "." + String.join("+", columns);
    }

    /** Whether the columns of a referring row have the values of a target row. */
    public Condition matches(Name referring, Name target) {
      Condition[] equal = new Condition[columns.size()];
      Arrays.setAll(
          equal,
          i ->
              DSL.field(DSL.name(referring, DSL.name(columns.get(i))))
                  .eq(DSL.field(DSL.name(target, DSL.name(targets.get(i))), Object.class)));
      return DSL.and(equal);
    }
  }
}
