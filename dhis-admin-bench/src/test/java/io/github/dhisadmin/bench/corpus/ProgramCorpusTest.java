package io.github.dhisadmin.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.bench.corpus.ProgramSelection.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCorpusTest {
  private static final List<AnalyticsQuery> QUERIES =
      ProgramCorpus.of(
          SmallSelection.withDimensions(),
          new ProgramSelection(
              "ProgramAbcd",
              "StageAbcdef",
              "NumberAbcde",
              new Choice("ChoiceAbcde", List.of("YES", "NO")),
              new Choice("NumberAbcde_Legends1234", List.of("Low12345678", "High1234567")),
              new Choice("VillageAbcd", List.of("Old Village"))));

  @Test
  void there_are_ten_queries_of_events_and_five_of_enrollments() {
    assertThat(QUERIES).extracting(AnalyticsQuery::name).hasSize(15).doesNotHaveDuplicates();
    assertThat(QUERIES)
        .filteredOn(
            query -> on(query).contains("as ax") && on(query).contains("enrollment_program"))
        .hasSize(5);
  }

  @Test
  void years_of_events_are_told_by_the_checks_of_their_tables() {
    assertThat(sql("events_months_by_level_2"))
        .startsWith(
            "select ax.\"uidlevel2\", ax.\"monthly\", count(ax.\"event\") as \"value\" from"
                + " \"peer\".\"analytics_event_programabcd\" as ax where")
        .contains("ax.\"yearly\" in ('2024')");
    assertThat(sql("events_all_years_national"))
        .contains("ax.\"yearly\" in ('2023', '2024', '2025')");
  }

  @Test
  void legends_and_options_are_dimensions_and_filters() {
    assertThat(sql("events_by_legend_by_level_2"))
        .contains("ax.\"NumberAbcde_Legends1234\" in ('Low12345678', 'High1234567')")
        .endsWith("group by ax.\"uidlevel2\", ax.\"NumberAbcde_Legends1234\", ax.\"yearly\"");
    assertThat(sql("events_of_one_legend_months_one_level_3_unit"))
        .contains("ax.\"NumberAbcde_Legends1234\" in ('Low12345678')")
        .endsWith("group by ax.\"uidlevel3\", ax.\"monthly\"");
    assertThat(sql("events_by_option_months_national"))
        .contains("ax.\"ChoiceAbcde\" in ('YES', 'NO')");
  }

  @Test
  void pages_of_events_and_enrollments_have_one_order() {
    assertThat(sql("newest_events_of_one_level_3_unit"))
        .contains("order by ax.\"occurreddate\" desc nulls last, ax.\"event\" limit 100");
    assertThat(sql("newest_enrollments_of_one_level_3_unit"))
        .contains("order by ax.\"enrollmentdate\" desc nulls last, ax.\"enrollment\" limit 100");
  }

  @Test
  void enrollments_look_up_their_last_event_on_the_same_side() {
    assertThat(sql("enrollments_whose_last_event_has_a_number_above_a_limit_by_level_2"))
        .contains("from \"peer\".\"analytics_event_programabcd\" as ev")
        .contains("ev.\"enrollment\" = ax.\"enrollment\"")
        .contains("limit 1) > 50");
  }

  private static String sql(String name) {
    return QUERIES.stream()
        .filter(query -> query.name().equals(name))
        .findFirst()
        .map(ProgramCorpusTest::on)
        .orElseThrow();
  }

  private static String on(AnalyticsQuery query) {
    return query.on(new TableSet("peer"));
  }
}
