package io.github.dhisadmin.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.corpus.QueryTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Build OURS = new Build(10, Map.of("Populating", 10.0));
  private static final Build PEER = new Build(40, Map.of("populate", 30.0, "index", 10.0));
  private static final Equality EQUAL = new Equality(5, 5, 0, 0, 0, List.of());

  @Test
  void json_holds_times_by_stage_and_ratios() throws IOException {
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(report(EQUAL, List.of())));

    JsonNode variant = json.path("variants").path(0);
    assertThat(json.path("command").asText()).isEqualTo("java -jar benchmarks.jar comparison");
    assertThat(json.path("environment").path("serverSettings").path("jit").asText())
        .isEqualTo("off");
    assertThat(variant.path("outliers").asText()).isEqualTo("SKIPPED");
    assertThat(variant.path("builds").path("timesFaster").asDouble()).isEqualTo(4.0);
    assertThat(variant.path("builds").path("peer").path(0).path("stages").path("index").asDouble())
        .isEqualTo(10.0);
    assertThat(variant.path("equality").path("equal").asBoolean()).isTrue();
    assertThat(variant.path("corpus").path("queries").path(0).path("ratio").asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void json_leaves_out_what_was_not_measured() throws IOException {
    JsonNode json = new ObjectMapper().readTree(JsonReport.of(report(EQUAL, List.of())));

    assertThat(json.path("variants").path(0).has("limit")).isFalse();
  }

  @Test
  void markdown_has_a_row_per_build_and_query() {
    assertThat(MarkdownReport.of(report(EQUAL, List.of())))
        .contains("| skipped | 40.0 | 10.0 | 4.0 | - | - | equal, 5 |")
        .contains("| 4 dx national | 12 | 8.0 | 4.0 | 0.50 |")
        .contains("jit = off");
  }

  @Test
  void different_rows_are_differences() {
    Equality different = new Equality(5, 5, 1, 1, 0, List.of("analytics_2024 differs at x"));

    assertThat(report(different, List.of()).differences()).hasSize(1);
    assertThat(MarkdownReport.of(report(different, List.of()))).contains("DIFFERENT, 5");
  }

  @Test
  void different_query_results_are_differences() {
    assertThat(report(EQUAL, List.of("4_dx_national: 1 rows instead of 2")).differences())
        .containsExactly("4_dx_national: 1 rows instead of 2");
  }

  @Test
  void equal_sides_have_no_differences() {
    assertThat(report(EQUAL, List.of()).differences()).isEmpty();
  }

  private static ComparisonReport report(Equality equality, List<String> differentQueries) {
    TableSize size = new TableSize(1, 62, 100, 90);
    CorpusResult corpus =
        new CorpusResult(
            5, 0.5, List.of(new QueryTime("4_dx_national", 12, 4, 8, 0.5)), differentQueries);
    VariantReport variant =
        new VariantReport(
            OutlierStatistics.SKIPPED,
            VariantReport.Builds.of(List.of(OURS), List.of(PEER)),
            null,
            size,
            size,
            equality,
            corpus);
    return new ComparisonReport(
        "2026-11-22T00:00:00Z",
        "java -jar benchmarks.jar comparison",
        new Environment("cpu", 2, "8 GB", "Linux", "17", "15", Map.of("jit", "off")),
        new DataSize(6, 2, 3, List.of(2024)),
        2,
        new Build(1, Map.of()),
        List.of(variant));
  }
}
