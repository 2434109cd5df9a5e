package io.github.dhisadmin.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.bench.corpus.Selection.Dimension;
import io.github.dhisadmin.bench.corpus.Selection.Dimensions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryCorpusTest {
  private static final Optional<Dimension> NONE = Optional.empty();

  @Test
  void there_are_thirty_four_queries_and_two_more_for_outliers() {
    assertThat(QueryCorpus.of(SmallSelection.withDimensions(), false)).hasSize(34);
    assertThat(QueryCorpus.of(SmallSelection.withDimensions(), true)).hasSize(36);
  }

  @Test
  void names_are_unique() {
    assertThat(QueryCorpus.of(SmallSelection.withDimensions(), true))
        .extracting(AnalyticsQuery::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void queries_about_dimensions_the_data_lacks_are_left_out() {
    assertThat(QueryCorpus.of(SmallSelection.with(new Dimensions(NONE, NONE, NONE)), false))
        .hasSize(28);
  }

  @Test
  void one_year_is_read_from_its_own_table() {
    assertThat(sql("4_dx_months_by_level_2"))
        .startsWith(
            "select ax.\"dx\", ax.\"uidlevel2\", ax.\"monthly\", sum(ax.\"value\") as \"value\""
                + " from \"peer\".\"analytics_2024\" as ax where ax.\"dx\" in"
                + " ('dxA', 'dxB', 'dxC', 'dxD') and ax.\"uidlevel2\" in ('ouB', 'ouC')")
        .contains("'202401', '202402'")
        .endsWith("and ax.\"year\" in (2024) group by ax.\"dx\", ax.\"uidlevel2\", ax.\"monthly\"");
  }

  @Test
  void several_years_are_read_as_a_union() {
    assertThat(sql("4_dx_all_years_by_level_2"))
        .contains(
            "from (select ap.* from \"peer\".\"analytics_2023\" ap union all select ap.* from"
                + " \"peer\".\"analytics_2024\" ap union all select ap.* from"
                + " \"peer\".\"analytics_2025\" ap) as ax")
        .contains("ax.\"year\" in (2023, 2024, 2025)");
  }

  @Test
  void a_filter_is_not_grouped_by() {
    assertThat(sql("4_dx_months_by_level_2_in_one_unit_group"))
        .contains("ax.\"Type\" in ('Clinic')")
        .endsWith("group by ax.\"dx\", ax.\"uidlevel2\", ax.\"monthly\"");
  }

  @Test
  void the_last_value_is_ranked_within_its_series() {
    assertThat(sql("1_dx_last_value_by_level_3"))
        .contains("partition by \"dx\", \"ou\", \"co\", \"ao\" order by \"peenddate\" desc")
        .contains("\"pestartdate\" >= '2015-01-01' and \"peenddate\" <= '2025-12-31'")
        .contains("where ax.\"pe_rank\" = 1");
  }

  @Test
  void the_first_value_is_the_oldest_and_the_average_of_last_values_is_one_of_units() {
    assertThat(sql("4_dx_first_value_by_level_3"))
        .contains("order by \"pestartdate\" asc, \"peenddate\" asc")
        .contains("sum(ax.\"value\")");
    assertThat(sql("20_dx_last_value_average_by_level_2")).contains("avg(ax.\"value\")");
  }

  @Test
  void the_last_value_in_a_period_is_looked_for_in_its_year_only() {
    assertThat(sql("20_dx_last_value_in_a_quarter_by_level_2"))
        .contains("from \"peer\".\"analytics_2024\" as ax")
        .contains("\"pestartdate\" >= '2024-04-01' and \"peenddate\" <= '2024-06-30'");
  }

  @Test
  void raw_data_and_outliers_are_read_over_all_years() {
    assertThat(sql("20_dx_raw_data_one_level_3_unit")).contains("from \"peer\".\"analytics\" ax");
    assertThat(sql("20_dx_outliers_by_z_score"))
        .contains("from \"peer\".\"analytics\" ax")
        .contains("ax.\"path\" like '/ouA/ouB/ouD%'");
  }

  private static String sql(String name) {
    return QueryCorpus.of(SmallSelection.withDimensions(), true).stream()
        .filter(query -> query.name().equals(name))
        .findFirst()
        .orElseThrow()
        .on(new TableSet("peer"));
  }
}
