package io.github.dhisadmin.jooq.internal.sql;

import io.github.dhisadmin.analytics.TableStorage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * What a table is apart from its rows: how it is kept, its columns in their order, and its indexes.
 * Names of indexes and indexes that repeat another one make no difference.
 *
 * @param traits one text for each, as {@link #of} reads and the other methods foretell them
 */
public record TableLayout(Set<String> traits) {
  private static final String TRAITS =
      """
      select format('persistence %s', relpersistence) from pg_class where oid = {0}::regclass
      union all
      select format('column %s %s %s %s %s', row_number() over (order by attnum), attname,
        format_type(atttypid, atttypmod), attnotnull, attcollation)
      from pg_attribute
      where attrelid = {0}::regclass and attnum > 0 and not attisdropped
      union
      select format('index %s %s %s %s %s', i.indisunique, i.indisprimary, am.amname,
        pg_get_expr(i.indpred, i.indrelid), array(
          select pg_get_indexdef(i.indexrelid, n, true)
          from generate_series(1, i.indnatts) n order by n))
      from pg_index i
      join pg_class c on c.oid = i.indexrelid
      join pg_am am on am.oid = c.relam
      where i.indrelid = {0}::regclass""";

  /** The collation of texts that were given none, in every database. */
  private static final int DEFAULT_COLLATION = 100;

  /** Keeps the traits as they are now. */
  public TableLayout {
    traits = Set.copyOf(traits);
  }

  /** The layout of a table that exists. */
  static TableLayout of(DSLContext ctx, Name table) {
    return new TableLayout(
        Set.copyOf(ctx.fetch(TRAITS, DSL.val(ctx.render(table))).getValues(0, String.class)));
  }

  /** The trait of a table that is kept like this. */
  public static String kept(TableStorage storage) {
    return "persistence " + (storage == TableStorage.UNLOGGED ? "u" : "p");
  }

  /**
   * The trait of a column whose texts are in the database's own order.
   *
   * @param position its place, from 1
   */
  public static String column(int position, String name, DataType<?> type, boolean required) {
    return "column %d %s %s %s %d"
        .formatted(
            position,
            name,
            typeName(type),
            required ? "t" : "f",
            type.isString() ? DEFAULT_COLLATION : 0);
  }

  /** The trait of an index on columns whose names need no quotes. */
  public static String index(boolean unique, boolean primaryKey, List<String> columns) {
    return "index %s %s btree  {%s}"
        .formatted(unique ? "t" : "f", primaryKey ? "t" : "f", String.join(",", columns));
  }

  /** The name by which PostgreSQL itself calls the type. */
  private static String typeName(DataType<?> type) {
    String cast =
        type.getCastTypeName(new DefaultConfiguration().set(SQLDialect.POSTGRES))
            .toLowerCase(Locale.ROOT);
    if (cast.startsWith("varchar")) {
      return cast.replace("varchar", "character varying");
    }
    if (cast.startsWith("char")) {
      return cast.replace("char", "character");
    }
    return cast.equals("int") ? "integer" : cast;
  }
}
