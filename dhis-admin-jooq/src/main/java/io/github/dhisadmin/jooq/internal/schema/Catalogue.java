package io.github.dhisadmin.jooq.internal.schema;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What PostgreSQL's catalogue says about the tables that may matter.
 *
 * @param schemaName the PostgreSQL schema that was read
 * @param serverVersion PostgreSQL's version number, such as 150019
 * @param postgis whether the PostGIS extension is installed
 * @param auditTrigger whether the database itself audits data values
 * @param minMaxKeyColumns number of columns in the primary key of {@code minmaxdataelement}
 * @param columns columns by table, each with what its default is, or an empty text
 */
record Catalogue(
    String schemaName,
    int serverVersion,
    boolean postgis,
    boolean auditTrigger,
    int minMaxKeyColumns,
    Map<String, Map<String, String>> columns) {

  Catalogue {
    columns =
        columns.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
  }

  boolean hasTable(String table) {
    return columns.containsKey(table);
  }

  boolean hasColumn(String table, String column) {
    return columns.getOrDefault(table, Map.of()).containsKey(column);
  }

  Optional<String> defaultOf(String table, String column) {
    return Optional.ofNullable(columns.getOrDefault(table, Map.of()).get(column))
        .filter(expression -> !expression.isEmpty());
  }
}
