package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.TableUnit;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The analytics tables that are in the database, told by their names. */
final class ServingTables {
  private static final Table<Record> TABLES = DSL.table(DSL.name("information_schema", "tables"));
  private static final Field<String> NAME = DSL.field(DSL.name("table_name"), String.class);
  private static final Field<String> SCHEMA = DSL.field(DSL.name("table_schema"), String.class);

  private static final Pattern STAGING = Pattern.compile("analytics.*_temp(_[0-9]+)?");

  private final Database database;

  ServingTables(Database database) {
    this.database = database;
  }

  /** Names of a table's partitions that serve, the newest values' own one included. */
  List<String> partitions(DSLContext ctx, String table) {
    return matching(ctx, table, "^" + table + "_[0-9]+$");
  }

  /**
   * Sizes of all tables of analytics, whether they serve or not, and of some others, by name.
   *
   * @param others names of the others
   */
  static Map<String, Size> sizes(DSLContext ctx, Collection<String> others) {
    return new RelationSizes(ctx).startingWith("analytics", others);
  }

  /** Sizes of the partitions of a table by year, without that of latest values. */
  static SortedMap<Integer, Size> years(Map<String, Size> sizes, String table) {
    Pattern wanted = Pattern.compile(Pattern.quote(table) + "_([1-9][0-9]*)");
    SortedMap<Integer, Size> years = new TreeMap<>();
    sizes.forEach(
        (name, size) -> {
          Matcher matcher = wanted.matcher(name);
          if (matcher.matches()) {
            years.put(Integer.valueOf(matcher.group(1)), size);
          }
        });
    return years;
  }

  /** Whether a table is what a run that did not end left behind. */
  static boolean isStaging(String table) {
    return STAGING.matcher(table).matches();
  }

  /** Whether any table has a partition of what changed last. */
  boolean anyLatestPartition(DSLContext ctx) {
    return !matching(ctx, "analytics", "^analytics(_[a-z0-9_]+)?_0$").isEmpty();
  }

  private boolean exists(DSLContext ctx, String table) {
    return !matching(ctx, table, "^" + table + "$").isEmpty();
  }

  /** What runs that did not end left behind of a type, by the table it was to become. */
  Collection<List<String>> staging(DSLContext ctx, AnalyticsTableType type) {
    String unit = type.unit() == TableUnit.DATABASE ? "" : "_[a-z][a-z0-9]{10}";
    Pattern wanted = Pattern.compile("(" + type.tableName() + unit + ")(_[0-9]+)?_temp(_[0-9]+)?");
    Map<String, List<String>> families = new TreeMap<>();
    for (String name : named(ctx, type.tableName())) {
      Matcher matcher = wanted.matcher(name);
      if (matcher.matches()) {
        families.computeIfAbsent(matcher.group(1), table -> new ArrayList<>()).add(name);
      }
    }
    return families.values();
  }

  /** Column names and types in order; partitions of one table must not differ in them. */
  private List<String> layout(DSLContext ctx, String table) {
    return new Ddl(ctx).columnsOf(DSL.name(table));
  }

  /** Whether partitions with the columns of another table could be beside those that serve. */
  boolean fits(DSLContext ctx, String table, String other) {
    return exists(ctx, table) && layout(ctx, table).equals(layout(ctx, other));
  }

  private List<String> matching(DSLContext ctx, String prefix, String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return named(ctx, prefix).stream().filter(name -> wanted.matcher(name).matches()).toList();
  }

  private List<String> named(DSLContext ctx, String prefix) {
    return ctx.select(NAME)
        .from(TABLES)
        .where(SCHEMA.eq(database.schemaName()))
        .and(NAME.startsWith(prefix))
        .orderBy(NAME)
        .fetch(NAME);
  }
}
