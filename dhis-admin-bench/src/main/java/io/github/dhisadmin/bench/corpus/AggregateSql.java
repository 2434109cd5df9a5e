package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes an aggregate query as DHIS2 2.42 (JdbcAnalyticsManager) does: one value over dimensions
 * that are both filtered and grouped by, and filters that are not grouped by. Immutable.
 *
 * @param measure the aggregate expression
 * @param source the table that is read
 * @param dimensions the columns of the result
 * @param conditions what rows must meet
 */
record AggregateSql(
    String measure, Source source, List<String> dimensions, List<String> conditions) {

  AggregateSql {
    dimensions = List.copyOf(dimensions);
    conditions = List.copyOf(conditions);
  }

  static AggregateSql of(String measure, Source source) {
    return new AggregateSql(measure, source, List.of(), List.of());
  }

  /** Groups by a column, of which these values are wanted. */
  AggregateSql by(String column, List<String> values) {
    return by(column).where(column, values);
  }

  /** Groups by a column, all values of which are wanted. */
  AggregateSql by(String column) {
    return new AggregateSql(measure, source, plus(dimensions, column(column)), conditions);
  }

  /** Filters by a column without grouping by it. */
  AggregateSql where(String column, List<String> values) {
    return where(column(column) + " in (" + SqlText.literals(values) + ")");
  }

  AggregateSql where(String condition) {
    return new AggregateSql(measure, source, dimensions, plus(conditions, condition));
  }

  String on(TableSet tables) {
    String grouped = String.join(", ", dimensions);
    String condition =
        Stream.of(conditions, source.conditions())
            .flatMap(Collection::stream)
            .collect(Collectors.joining(" and "));
    return "select "
        + Stream.concat(dimensions.stream(), Stream.of(measure + " as \"value\""))
            .collect(Collectors.joining(", "))
        + " from "
        + source.in(tables)
        + " as ax where "
        + condition
        + (grouped.isEmpty() ? "" : " group by " + grouped);
  }

  static String column(String name) {
    return "ax." + SqlText.identifier(name);
  }

  private static List<String> plus(List<String> values, String value) {
    List<String> more = new ArrayList<>(values);
    more.add(value);
    return more;
  }
}
