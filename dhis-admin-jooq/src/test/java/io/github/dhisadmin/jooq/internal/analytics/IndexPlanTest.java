package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Index;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Kind;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexPlanTest {
  @Test
  void element_and_option_combination_share_one_index() {
    IndexPlan plan =
        plan(
            column("dx", Access.LEADING),
            column("co", Access.LEADING),
            column("ou", Access.SELECTIVE),
            column("value", Access.FACT));

    assertThat(plan.indexes(Map.of("co", values(8), "ou", values(1000))))
        .containsExactly(
            new Index(List.of("dx", "co"), Kind.TREE), new Index(List.of("ou"), Kind.TREE));
  }

  @Test
  void selective_columns_whose_rows_lie_together_share_one_index_of_block_ranges() {
    IndexPlan plan =
        plan(
            column("ao", Access.STORED_TOGETHER_IF_SELECTIVE),
            column("monthly", Access.IF_SELECTIVE),
            column("sex", Access.STORED_TOGETHER_IF_SELECTIVE),
            column("age", Access.STORED_TOGETHER_IF_SELECTIVE));

    assertThat(
            plan.indexes(
                Map.of(
                    "ao", values(20), "monthly", values(12), "sex", values(2), "age", values(3))))
        .containsExactly(
            new Index(List.of("monthly"), Kind.TREE),
            new Index(List.of("ao", "age"), Kind.BLOCK_RANGES));
  }

  @Test
  void no_index_of_block_ranges_is_built_of_nothing() {
    assertThat(
            plan(column("ao", Access.STORED_TOGETHER_IF_SELECTIVE))
                .indexes(Map.of("ao", values(1))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // distinct values, share of nulls, what becomes of it
    "0,   1.0,  none",
    "1,   0.0,  none",
    "4,   0.0,  none",
    "8,   0.0,  none",
    "9,   0.0,  whole",
    "12,  0.0,  whole",
    "4,   0.6,  without nulls",
    "12,  0.5,  whole",
    "12,  0.6,  without nulls",
    "1,   0.9,  without nulls",
    "1,   0.5,  none"
  })
  void column_is_indexed_if_a_value_of_it_is_rare(double distinct, double nulls, String expected) {
    assertThat(
            plan(column("monthly", Access.IF_SELECTIVE))
                .indexes(Map.of("monthly", new ColumnStatistics(distinct, nulls))))
        .isEqualTo(indexes("monthly", expected));
  }

  @ParameterizedTest
  @CsvSource({
    // distinct values, share of nulls, what becomes of it
    "0, 1.0, none",
    "1, 0.0, none",
    "1, 0.3, none",
    "1.99999, 0.0, whole",
    "2, 0.0, whole",
    "4, 0.0, whole",
    "2, 0.6, without nulls"
  })
  void column_that_queries_of_wide_rows_name_is_indexed_if_it_spares_half_of_them(
      double distinct, double nulls, String expected) {
    assertThat(
            plan(column("ps", Access.NAMED_IF_SELECTIVE))
                .indexes(Map.of("ps", new ColumnStatistics(distinct, nulls))))
        .isEqualTo(indexes("ps", expected));
  }

  @Test
  void column_without_statistics_is_not_indexed() {
    assertThat(plan(column("monthly", Access.IF_SELECTIVE)).indexes(Map.of())).isEmpty();
  }

  @Test
  void level_is_indexed_even_if_it_is_nearly_the_unit_itself() {
    IndexPlan plan = plan(column("ou", Access.SELECTIVE), column("uidlevel4", Access.IF_SELECTIVE));

    assertThat(plan.indexes(Map.of("ou", values(1000), "uidlevel4", values(950))))
        .containsExactly(
            new Index(List.of("ou"), Kind.TREE), new Index(List.of("uidlevel4"), Kind.TREE));
  }

  @Test
  void selective_time_has_one_index_with_the_latest_first() {
    IndexPlan plan =
        plan(
            column("occurreddate", Access.LATEST_FIRST),
            column("enrollmentdate", Access.LATEST_FIRST));

    assertThat(plan.indexes(Map.of("occurreddate", values(300), "enrollmentdate", values(1))))
        .containsExactly(new Index(List.of("occurreddate"), Kind.TREE_LATEST_FIRST));
  }

  @Test
  void geometry_is_indexed_if_there_is_any() {
    IndexPlan plan =
        plan(
            column("eventgeometry", Access.SHAPE),
            column("tegeometry", Access.SHAPE),
            column("ougeometry", Access.SHAPE));

    assertThat(
            plan.indexes(
                Map.of(
                    "eventgeometry",
                    new ColumnStatistics(3, 0.99),
                    "tegeometry",
                    new ColumnStatistics(0, 1))))
        .containsExactly(new Index(List.of("eventgeometry"), Kind.SHAPES));
  }

  private static List<Index> indexes(String column, String expected) {
    return switch (expected) {
      case "none" -> List.of();
      case "whole" -> List.of(new Index(List.of(column), Kind.TREE));
      default -> List.of(new Index(List.of(column), Kind.TREE_WITHOUT_NULLS));
    };
  }

  private static IndexPlan plan(AnalyticsColumn... columns) {
    return new IndexPlan(List.of(columns));
  }

  private static AnalyticsColumn column(String name, Access access) {
    return AnalyticsColumn.uid(name, false, access, DSL.inline("x"));
  }

  private static ColumnStatistics values(double distinct) {
    return new ColumnStatistics(distinct, 0);
  }
}
