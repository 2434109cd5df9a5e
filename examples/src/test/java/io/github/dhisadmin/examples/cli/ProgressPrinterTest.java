package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.run.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final StringWriter err = new StringWriter();

  @Test
  void writes_a_line_per_stage_and_per_ten_percent() {
    try (ProgressPrinter printer = printer(false)) {
      printer.onProgress(progress("Populating", 0, null));
      printer.onProgress(progress("Populating", 4, null));
      printer.onProgress(progress("Populating", 10, Duration.ofSeconds(90)));
      printer.onProgress(progress("Indexing", 12, null));
      printer.onProgress(progress("Indexing", 19, null));
      printer.onProgress(progress("Indexing", 100, null));
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "  0% Populating (1 of 4) t",
            " 10% Populating (1 of 4) t, 1 min 30 s left",
            " 12% Indexing (1 of 4) t",
            "100% Indexing (1 of 4) t");
  }

  @Test
  void draws_over_one_line_where_a_person_watches() {
    try (ProgressPrinter printer = printer(true)) {
      printer.onProgress(progress("Populating", 0, null));
      printer.onProgress(progress("Populating", 50, null));
    }

    String[] drawn = err.toString().split("\r");
    assertThat(drawn).hasSize(3);
    assertThat(drawn[1]).startsWith("[........................]   0% Populating");
    assertThat(drawn[2]).startsWith("[############............]  50% Populating");
    assertThat(err.toString().lines()).hasSize(3);
  }

  private ProgressPrinter printer(boolean animated) {
    return new ProgressPrinter(
        new Terminal(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            animated,
            Optional::empty,
            user -> Optional.empty()));
  }

  private static Progress progress(String stage, int percent, @Nullable Duration remaining) {
    return new Progress(stage, "t", 1, 4, percent, Duration.ofSeconds(1), remaining);
  }
}
