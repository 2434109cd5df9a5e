package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes an aggregate query as DHIS2 2.42 (JdbcAnalyticsManager) does: one value over dimensions
 * that are both filtered and grouped by, and filters that are not grouped by. Immutable.
 *
 * @param measure the aggregate expression
 * @param dimensions the columns of the result
 * @param conditions what rows must meet
 * @param years the years to read
 */
record AggregateSql(
    String measure, List<String> dimensions, List<String> conditions, List<Integer> years) {

  static AggregateSql of(String measure, List<Integer> years) {
    return new AggregateSql(measure, List.of(), List.of(), List.copyOf(years));
  }

  static AggregateSql sum(List<Integer> years) {
    return of("sum(ax.\"value\")", years);
  }

  /** Groups by a column, of which these values are wanted. */
  AggregateSql by(String column, List<String> values) {
    return by(column).where(column, values);
  }

  /** Groups by a column, all values of which are wanted. */
  AggregateSql by(String column) {
    return new AggregateSql(measure, plus(dimensions, column(column)), conditions, years);
  }

  /** Filters by a column without grouping by it. */
  AggregateSql where(String column, List<String> values) {
    return where(column(column) + " in (" + SqlText.literals(values) + ")");
  }

  AggregateSql where(String condition) {
    return new AggregateSql(measure, dimensions, plus(conditions, condition), years);
  }

  String on(TableSet tables) {
    String grouped = String.join(", ", dimensions);
    return "select "
        + Stream.concat(dimensions.stream(), Stream.of(measure + " as \"value\""))
            .collect(Collectors.joining(", "))
        + " from "
        + tables.years(years)
        + " as ax where "
        + String.join(" and ", conditions)
        + (conditions.isEmpty() ? "" : " and ")
        + yearCondition(years)
        + (grouped.isEmpty() ? "" : " group by " + grouped);
  }

  static String yearCondition(List<Integer> years) {
    return "ax.\"year\" in ("
        + years.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  static String column(String name) {
    return "ax." + SqlText.identifier(name);
  }

  private static List<String> plus(List<String> values, String value) {
    List<String> more = new ArrayList<>(values);
    more.add(value);
    return List.copyOf(more);
  }
}
