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

  /**
   * Of wide rows each one that need not be looked at spares more than finding another one costs.
   */
  private static final double MOST_WIDE_ROWS_WORTH_FINDING = 0.6;

  /** Rows that lie together are found by skipping pages, which pays as long as most are skipped. */
  private static final double MOST_ROWS_WORTH_SKIPPING_TO = 0.34;

  /** From this share of nulls on an index leaves them out; no query asks for them. */
  private static final double MANY_NULLS = 0.5;

  private static final ColumnStatistics NO_VALUE = new ColumnStatistics(0, 1);

  /** How an index finds rows. */
  enum Kind {
    /** Knows each row. */
    TREE,
    /** Knows each row whose only column is not null. */
    TREE_WITHOUT_NULLS,
    /** Knows each row, the latest first, and then those that have no time. */
    TREE_LATEST_FIRST,
    /** Knows between which values the rows of neighbouring pages lie. */
    BLOCK_RANGES,
    /** Knows the rows whose value is equal to one asked for. */
    HASHES,
    /** Knows the rows whose shape is near one asked for. */
    SHAPES
  }

  /**
   * An index to build.
   *
   * @param columns its columns in order
   * @param kind how it finds rows
   */
  record Index(List<String> columns, Kind kind) {}

  private final List<AnalyticsColumn> columns;

  IndexPlan(List<AnalyticsColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /** The indexes worth having, given the statistics of the columns by name. */
  List<Index> indexes(Map<String, ColumnStatistics> statistics) {
    List<Index> indexes = new ArrayList<>();
    List<String> leading = named(Access.LEADING);
    if (!leading.isEmpty()) {
      indexes.add(new Index(leading, Kind.TREE));
    }
    named(Access.SELECTIVE).forEach(column -> indexes.add(new Index(List.of(column), Kind.TREE)));
    trees(Access.NAMED_IF_SELECTIVE, statistics, MOST_WIDE_ROWS_WORTH_FINDING, indexes);
    trees(Access.IF_SELECTIVE, statistics, MOST_ROWS_WORTH_FINDING, indexes);
    for (String column : selective(Access.LATEST_FIRST, statistics, MOST_ROWS_WORTH_FINDING)) {
      indexes.add(new Index(List.of(column), Kind.TREE_LATEST_FIRST));
    }
    for (String column : named(Access.SHAPE)) {
      if (of(column, statistics).nullShare() < 1) {
        indexes.add(new Index(List.of(column), Kind.SHAPES));
      }
    }
    List<String> together =
        selective(Access.STORED_TOGETHER_IF_SELECTIVE, statistics, MOST_ROWS_WORTH_SKIPPING_TO);
    if (!together.isEmpty()) {
      indexes.add(new Index(together, Kind.BLOCK_RANGES));
    }
    return indexes;
  }

  private void trees(
      Access access,
      Map<String, ColumnStatistics> statistics,
      double mostRows,
      List<Index> indexes) {
    for (String column : selective(access, statistics, mostRows)) {
      boolean manyNulls = of(column, statistics).nullShare() > MANY_NULLS;
      indexes.add(new Index(List.of(column), manyNulls ? Kind.TREE_WITHOUT_NULLS : Kind.TREE));
    }
  }

  private List<String> selective(
      Access access, Map<String, ColumnStatistics> statistics, double mostRows) {
    return named(access).stream()
        .filter(column -> shareOfValue(of(column, statistics)) <= mostRows)
        .toList();
  }

  private List<String> named(Access access) {
    return columns.stream()
        .filter(column -> column.access() == access)
        .map(AnalyticsColumn::name)
        .toList();
  }

  private static ColumnStatistics of(String column, Map<String, ColumnStatistics> statistics) {
    return statistics.getOrDefault(column, NO_VALUE);
  }

  /** The share of rows that a value has on average; all of them if there is no value. */
  private static double shareOfValue(ColumnStatistics of) {
    return of.distinct() < 1 ? 1 : (1 - of.nullShare()) / of.distinct();
  }
}
