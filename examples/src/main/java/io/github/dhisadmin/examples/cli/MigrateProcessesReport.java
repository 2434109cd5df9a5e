package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many tasks stand where, and what they have taken over a wire if they are of one run. */
record MigrateProcessesReport(
    @Nullable Long run,
    boolean joined,
    List<ProcessReport> processes,
    List<TransferReport> transferred)
    implements Report {

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

  /** Values of one process type. */
  record TransferReport(ProcessType type, long values, String checksum) {}

  /** Of all runs of a configuration. */
  static MigrateProcessesReport of(List<ProcessCounts> counts) {
    return new MigrateProcessesReport(
        null, false, counts.stream().map(ProcessReport::of).toList(), List.of());
  }

  /** Of a run that was just begun, or joined. */
  static MigrateProcessesReport of(MigrationRun run, MigrationService migration) {
    return of(run.id(), run.joined(), migration);
  }

  /** Of one run. */
  static MigrateProcessesReport of(long run, MigrationService migration) {
    return of(run, false, migration);
  }

  private static MigrateProcessesReport of(long run, boolean joined, MigrationService migration) {
    MigrationRunRecord found =
        migration
            .runs()
            .find(run)
            .orElseThrow(() -> new UsageException("There is no run " + run + "."));
    return new MigrateProcessesReport(
        run,
        joined,
        found.counts().stream().map(ProcessReport::of).toList(),
        Stream.of(ProcessType.values())
            .filter(found.transferred()::containsKey)
            .map(
                type ->
                    new TransferReport(
                        type,
                        found.transferred(type).values(),
                        found.transferred(type).checksumText()))
            .toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (run != null) {
      out.println("Run " + run + (joined ? ", which was under way already" : ""));
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
    TextTable values = new TextTable();
    transferred.forEach(
        each -> values.row(each.type, each.values + " values", "checksum " + each.checksum));
    values.writeTo(out);
  }
}
