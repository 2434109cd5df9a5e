package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many tasks stand where. */
record MigrateProcessesReport(@Nullable Long run, List<ProcessReport> processes) implements Report {

  /** One process type. */
  record ProcessReport(
      ProcessType type,
      long queued,
      long processing,
      long failed,
      long done,
      long cancelled,
      long cleared) {

    private static ProcessReport of(ProcessCounts counts) {
      return new ProcessReport(
          counts.process(),
          counts.queued(),
          counts.processing(),
          counts.failed(),
          counts.done(),
          counts.cancelled(),
          counts.cleared());
    }
  }

  /** Of one run, or of all runs of a configuration. */
  static MigrateProcessesReport of(@Nullable Long run, List<ProcessCounts> counts) {
    return new MigrateProcessesReport(run, counts.stream().map(ProcessReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (run != null) {
      out.println("Run " + run);
    }
    TextTable text = new TextTable();
    for (ProcessReport each : processes) {
      text.row(
          each.type,
          each.queued + " queued",
          each.processing + " processing",
          each.failed + " failed",
          each.done + " done");
    }
    text.writeTo(out);
  }
}
