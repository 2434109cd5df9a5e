package io.github.dhisadmin.jooq.internal.maintenance;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Knows analytics tables by the grammar of their names. DHIS2 takes every table that begins with
 * {@code analytics} for one (2.42, JdbcAnalyticsTableManager#getExistingDatabaseTables), resource
 * tables and tables of users among them.
 */
final class AnalyticsTableNames {
  private static final String UID = "[a-z][a-z0-9]{10}";
  private static final Pattern ANALYTICS =
      Pattern.compile(
          "(analytics(?:_completeness|_completenesstarget|_orgunittarget|_validationresult"
              + "|_(?:event|enrollment|ownership|te_event|te_enrollment|te)_"
              + UID
              + ")?)(?:_[0-9]{1,4})?(_temp(?:_[0-9]+)?)?");
  private static final Pattern RESOURCE_STAGING =
      Pattern.compile(
          "(?:analytics_rs_|_)(?:"
              + ResourceTable.all().stream()
                  .map(ResourceTable::baseName)
                  .collect(Collectors.joining("|"))
              + ")_temp");

  private AnalyticsTableNames() {}

  /** The tables of each analytics table, itself, its partitions and its staging tables. */
  static Map<String, List<String>> families(DSLContext ctx, String schemaName) {
    Map<String, List<String>> families = new TreeMap<>();
    for (String name : tables(ctx, schemaName)) {
      Matcher matcher = ANALYTICS.matcher(name);
      if (matcher.matches()) {
        families.computeIfAbsent(matcher.group(1), family -> new ArrayList<>()).add(name);
      }
    }
    return families;
  }

  /** The staging tables of each analytics or resource table. */
  static Map<String, List<String>> staging(DSLContext ctx, String schemaName) {
    Map<String, List<String>> staging = new TreeMap<>();
    for (String name : tables(ctx, schemaName)) {
      Matcher matcher = ANALYTICS.matcher(name);
      if (matcher.matches() && matcher.group(2) != null) {
        staging.computeIfAbsent(matcher.group(1), family -> new ArrayList<>()).add(name);
      } else if (RESOURCE_STAGING.matcher(name).matches()) {
        staging.put(name, List.of(name));
      }
    }
    return staging;
  }

  private static List<String> tables(DSLContext ctx, String schemaName) {
    Table<Record> relation = table(name("pg_catalog", "pg_class")).as("c");
    Table<Record> namespace = table(name("pg_catalog", "pg_namespace")).as("n");
    Field<String> relname = field(name("c", "relname"), SQLDataType.VARCHAR);
    return ctx.select(relname)
        .from(relation)
        .join(namespace)
        .on(field(name("n", "oid")).eq(field(name("c", "relnamespace"))))
        .where(field(name("n", "nspname"), SQLDataType.VARCHAR).eq(schemaName))
        .and(field(name("c", "relkind"), SQLDataType.VARCHAR).in(inline("r"), inline("p")))
        .and(relname.startsWith("analytics").or(relname.endsWith("_temp")))
        .orderBy(relname)
        .fetch(relname);
  }
}
