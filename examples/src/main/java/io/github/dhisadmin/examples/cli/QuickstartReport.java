package io.github.dhisadmin.examples.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** What the quickstart did. */
record QuickstartReport(List<Step> steps) implements Report {

  /**
   * One step.
   *
   * @param name what was done, stable
   * @param ok whether it worked
   * @param durationMs how long it took
   * @param detail what came out, for people
   */
  record Step(String name, boolean ok, long durationMs, String detail) {}

  boolean succeeded() {
    return steps.stream().allMatch(Step::ok);
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    long total = 0;
    for (Step step : steps) {
      text.row(
          step.ok ? "ok" : "FAILED",
          step.name,
          DurationText.of(Duration.ofMillis(step.durationMs)),
          step.detail);
      total += step.durationMs;
    }
    text.writeTo(out);
    out.println(
        (succeeded() ? "All done in " : "Failed after ")
            + DurationText.of(Duration.ofMillis(total)));
  }
}
