package io.github.dhisadmin.bench.corpus;

import java.util.function.Function;

/**
 * One query that can be put to any set of tables.
 *
 * @param name a short name in snake case
 * @param sql the statement for a set of tables
 */
public record AnalyticsQuery(String name, Function<TableSet, String> sql) {
  /** The statement for this set of tables. */
  public String on(TableSet tables) {
    return sql.apply(tables);
  }
}
