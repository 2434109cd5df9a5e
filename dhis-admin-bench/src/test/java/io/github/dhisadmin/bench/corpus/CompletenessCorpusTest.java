package io.github.dhisadmin.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompletenessCorpusTest {
  private static final List<AnalyticsQuery> QUERIES =
      CompletenessCorpus.of(SmallSelection.withDimensions(), List.of("dsA", "dsB"));

  @Test
  void there_are_nine_queries() {
    assertThat(QUERIES).extracting(AnalyticsQuery::name).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void reports_are_counted_in_the_table_of_their_year() {
    assertThat(sql("reports_in_time_months_by_level_2"))
        .startsWith(
            "select ax.\"dx\", ax.\"uidlevel2\", ax.\"monthly\", count(ax.\"value\") as \"value\""
                + " from \"peer\".\"analytics_completeness_2024\" as ax where ax.\"dx\" in"
                + " ('dsA', 'dsB') and ax.\"timely\" = true")
        .contains("ax.\"year\" in (2024)");
    assertThat(sql("reports_months_by_level_2")).doesNotContain("timely");
  }

  @Test
  void targets_of_units_that_were_open_are_summed_up_without_a_year() {
    assertThat(sql("targets_by_level_2"))
        .contains("sum(ax.\"value\")")
        .contains("from \"peer\".\"analytics_completenesstarget\" as ax")
        .contains("ax.\"ouopeningdate\" <= '2024-12-31'")
        .contains("ax.\"oucloseddate\" >= '2024-01-01'")
        .doesNotContain("\"year\"");
  }

  private static String sql(String name) {
    return QUERIES.stream()
        .filter(query -> query.name().equals(name))
        .findFirst()
        .orElseThrow()
        .on(new TableSet("peer"));
  }
}
