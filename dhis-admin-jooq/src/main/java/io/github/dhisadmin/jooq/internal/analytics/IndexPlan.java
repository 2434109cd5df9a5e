package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chooses the indexes of one partition from what it holds. DHIS2 indexes every dimension column;
 * most of these can never help: a column that is empty, or that has the same few values everywhere,
 * costs as much to index as one that finds rows.
 */
final class IndexPlan {
  /** A value that more than this share of rows has is found as fast by reading them all. */
  private static final double MOST_ROWS_WORTH_FINDING = 0.12;

  /** From this share of nulls on an index leaves them out; no query asks for them. */
  private static final double MANY_NULLS = 0.5;

  /**
   * An index to build.
   *
   * @param columns its columns in order
   * @param withoutNulls whether rows whose only column is null are left out
   */
  record Index(List<String> columns, boolean withoutNulls) {}

  private final List<AnalyticsColumn> columns;

  IndexPlan(List<AnalyticsColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /** The indexes worth having, given the statistics of the columns by name. */
  List<Index> indexes(Map<String, ColumnStatistics> statistics) {
    List<Index> indexes = new ArrayList<>();
    List<String> leading = named(Access.LEADING);
    for (String column : named(Access.AFTER_LEADING)) {
      // The first composite also serves queries by the leading column alone.
      if (indexes.isEmpty() || distinct(statistics, column) > 1) {
        List<String> both = new ArrayList<>(leading);
        both.add(column);
        indexes.add(new Index(both, false));
      }
    }
    named(Access.SELECTIVE).forEach(column -> indexes.add(new Index(List.of(column), false)));
    for (String column : named(Access.IF_SELECTIVE)) {
      ColumnStatistics of = statistics.get(column);
      if (of != null && findsFewRows(of)) {
        indexes.add(new Index(List.of(column), of.nullShare() > MANY_NULLS));
      }
    }
    return indexes;
  }

  private List<String> named(Access access) {
    return columns.stream()
        .filter(column -> column.access() == access)
        .map(AnalyticsColumn::name)
        .toList();
  }

  private static boolean findsFewRows(ColumnStatistics of) {
    return of.distinct() > 1
        ? (1 - of.nullShare()) / of.distinct() <= MOST_ROWS_WORTH_FINDING
        : of.distinct() == 1 && 1 - of.nullShare() <= MOST_ROWS_WORTH_FINDING;
  }

  private static double distinct(Map<String, ColumnStatistics> statistics, String column) {
    ColumnStatistics of = statistics.get(column);
    return of == null ? 0 : of.distinct();
  }
}
