package io.github.dhisadmin.bench.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.JsonReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairReportTest {
  @Test
  void medians_tell_how_many_times_faster_the_library_is() throws IOException {
    PairReport report =
        report(Measured.of("counting", List.of(9.0, 3.0, 4.0), List.of(1.0, 3.0), List.of()));

    JsonNode part = new ObjectMapper().readTree(JsonReport.of(report)).path("parts").path(0);
    assertThat(part.path("timesFaster").asDouble()).isEqualTo(2.0);
    assertThat(part.path("dhis2Seconds").path(0).asDouble()).isEqualTo(9.0);
    assertThat(report.markdown())
        .contains("| counting | 4.000 | 2.000 | 2.0 | equal |")
        .contains("5,000 data values");
    assertThat(report.allDifferences()).isEmpty();
  }

  @Test
  void differences_are_told_with_their_part() {
    PairReport report =
        report(Measured.of("counting", List.of(1.0), List.of(1.0), List.of("3 numbers differ")));

    assertThat(report.allDifferences()).containsExactly("counting: 3 numbers differ");
    assertThat(report.markdown()).contains("| DIFFERENT |");
  }

  @Test
  void sides_take_turns_and_only_their_work_counts() {
    List<String> calls = new ArrayList<>();
    Side dhis2 =
        new Side(
            () -> calls.add("before dhis2"),
            () -> calls.add("dhis2"),
            () -> calls.add("after dhis2"));
    Side library = new Side(() -> {}, () -> calls.add("library"), () -> {});

    Measured measured =
        new Turns(2, line -> {}).measure("counting", dhis2, library, () -> List.copyOf(calls));

    assertThat(measured.dhis2Seconds()).hasSize(2);
    assertThat(measured.librarySeconds()).hasSize(2);
    assertThat(measured.differences())
        .as("calls before differences were asked for")
        .containsExactly(
            "before dhis2",
            "dhis2",
            "after dhis2",
            "library",
            "library",
            "before dhis2",
            "dhis2",
            "after dhis2");
  }

  private static PairReport report(Measured part) {
    Environment environment =
        new Environment("a cpu", 2, "8 GB", "Linux", "Java 17", "PostgreSQL 15", Map.of());
    return new PairReport(
        "2026-01-01T00:00:00Z",
        "java -jar benchmarks.jar x",
        environment,
        Map.of("data values", 5_000L),
        List.of(part));
  }
}
