package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRunRecord.State;
import io.github.dhisadmin.migration.ProcessCounts;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of a configuration. */
record MigrateRunsReport(List<RunReport> runs) implements Report {

  /** One run. */
  record RunReport(
      long id,
      MigrationKind kind,
      State state,
      String requestedBy,
      String begunAt,
      @Nullable String endedAt,
      long tasks,
      long failed) {

    private static RunReport of(MigrationRunRecord run) {
      return new RunReport(
          run.id(),
          run.kind(),
          run.state(),
          run.requestedBy(),
          run.begunAt().toString(),
          run.endedAt().map(Object::toString).orElse(null),
          run.counts().stream().mapToLong(ProcessCounts::enqueued).sum(),
          run.failed());
    }
  }

  static MigrateRunsReport of(List<MigrationRunRecord> runs) {
    return new MigrateRunsReport(runs.stream().map(RunReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (runs.isEmpty()) {
      out.println("No runs.");
    }
    TextTable text = new TextTable();
    for (RunReport run : runs) {
      text.row(
          run.id,
          run.kind,
          run.state,
          run.requestedBy,
          run.begunAt,
          run.tasks + " tasks",
          run.failed + " failed");
    }
    text.writeTo(out);
  }
}
