package io.github.dhisadmin.bench.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.JsonReport;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.corpus.QueryTime;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.testkit.demo.Scale;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsReportTest {
  @Test
  void what_was_measured_stands_beside_what_was_aimed_at() {
    AnalyticsFindings findings =
        AnalyticsFindings.of(Map.of("data values", 5_000L))
            .with(measured("data values", 60, 10))
            .with(measured("data values with outlier statistics", 60, 10))
            .with(measured("registrations of data sets and targets", 60, 10))
            .with(new DiskUse("data values", 60 << 20, 120 << 20))
            .with(new LimitTimes("data values", List.of(3.0), List.of(1.0)))
            .with(new GrowthTimes("data values", 100, 800, List.of(1.0), List.of(8.0)));

    assertThat(report(findings).markdown())
        .contains("| data values, times faster | ≥ 5 | 6.00 | reached |")
        .contains("| data values with outlier statistics, times faster | ≥ 12 | 6.00 | missed |")
        .doesNotContain("| registrations of data sets and targets, times faster")
        .contains("| data values, time / copy of finished rows | ≤ 1.5 | 3.00 | missed |")
        .contains("| data values, time at 10 times the rows / time | ≤ 11 | 10.0 | reached |")
        .contains("| data values, disk / DHIS2's | ≤ 0.6 | 0.50 | reached |")
        .contains("| data values | 120.0 | 60.0 | 0.50 |")
        .contains("| data values | 100 | 1.00 | 800 | 8.00 | 8.0 | 8.0 |");
  }

  @Test
  void slow_queries_are_named() {
    CorpusResult queries =
        new CorpusResult(
            5,
            0.7,
            List.of(
                new QueryTime("a_fast_one", 3, 1.0, 2.0, 0.5),
                new QueryTime("a_slow_one", 3, 2.4, 2.0, 1.2)),
            List.of());

    assertThat(report(AnalyticsFindings.of(Map.of()).with(queries)).markdown())
        .contains("| 2 queries, geometric mean of time / DHIS2's | ≤ 0.8 | 0.70 | reached |")
        .contains("| the worst of them, time / DHIS2's | ≤ 1.1 | 1.20 | missed |")
        .contains("1 are slower than is aimed at: a slow one (1.20).");
  }

  @Test
  void differences_of_rows_and_queries_are_all_told() {
    AnalyticsFindings findings =
        AnalyticsFindings.of(Map.of())
            .with(
                new Measured(
                    "data values", List.of(1.0), List.of(1.0), 1.0, List.of("a row is missing")))
            .with(new CorpusResult(1, 1, List.of(), List.of("a query: 1 rows instead of 0")));

    assertThat(findings.differences())
        .containsExactly("data values: a row is missing", "a query: 1 rows instead of 0");
    assertThat(report(findings).markdown()).contains("| DIFFERENT |");
  }

  @Test
  void json_says_whether_aims_were_reached() throws IOException {
    AnalyticsFindings findings =
        AnalyticsFindings.of(Map.of()).with(measured("data values", 60, 10));

    JsonNode json = new ObjectMapper().readTree(JsonReport.of(report(findings)));

    assertThat(json.path("aims").path(0).path("reached").asBoolean()).isTrue();
    assertThat(json.path("findings").path("parts")).hasSize(1);
    assertThat(json.path("findings").has("queries")).isFalse();
  }

  @Test
  void what_is_left_out_shortens_the_expected_time_and_repetitions_and_rows_lengthen_it() {
    EnumSet<AnalyticsPart> all = EnumSet.allOf(AnalyticsPart.class);
    ExpectedTime fiveTimes = new ExpectedTime(5, 5);

    assertThat(fiveTimes.of(all, Scale.LARGE))
        .isGreaterThan(new ExpectedTime(1, 5).of(all, Scale.LARGE))
        .isGreaterThan(new ExpectedTime(5, 3).of(all, Scale.LARGE))
        .isGreaterThan(fiveTimes.of(EnumSet.of(AnalyticsPart.EVENTS), Scale.LARGE))
        .isGreaterThan(fiveTimes.of(all, Scale.MEDIUM));
    assertThat(fiveTimes.of(EnumSet.of(AnalyticsPart.INCREMENTAL), Scale.LARGE))
        .as("data values are built first")
        .isEqualTo(
            fiveTimes.of(
                EnumSet.of(AnalyticsPart.INCREMENTAL, AnalyticsPart.DATA_VALUES), Scale.LARGE));
  }

  private static Measured measured(String part, double dhis2, double library) {
    return new Measured(part, List.of(dhis2), List.of(library), dhis2 / library, List.of());
  }

  private static AnalyticsReport report(AnalyticsFindings findings) {
    Environment environment =
        new Environment("a cpu", 2, "8 GB", "Linux", "Java 17", "PostgreSQL 15", Map.of());
    return new AnalyticsReport(
        "2026-01-01T00:00:00Z",
        "java -jar benchmarks.jar x",
        environment,
        Aims.of(findings),
        findings);
  }
}
