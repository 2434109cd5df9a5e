package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.DataSyncResult;
import io.github.dhisadmin.sync.SyncCounts;
import io.github.dhisadmin.sync.SyncRun;
import io.github.dhisadmin.sync.SyncRunState;
import java.io.PrintWriter;
import java.util.List;

/** What was sent, and what became of it. */
record SyncRunsReport(List<RunReport> runs, List<String> warnings) implements Report {

  /** One kind, or one program of a kind. */
  record RunReport(
      String kind,
      String partition,
      SyncRunState state,
      long sent,
      long accepted,
      long unchanged,
      long rejected,
      int pages,
      int attempts,
      String message) {

    private static RunReport of(SyncRun run) {
      SyncCounts counts = run.counts();
      return new RunReport(
          SyncOptions.name(run.kind()),
          run.partition(),
          run.state(),
          counts.sent(),
          counts.accepted(),
          counts.unchanged(),
          counts.rejected(),
          counts.pages(),
          counts.attempts(),
          run.message());
    }
  }

  static SyncRunsReport of(DataSyncResult result) {
    return new SyncRunsReport(
        result.runs().stream().map(RunReport::of).toList(), result.warnings());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (RunReport run : runs) {
      text.row(
          run.kind,
          run.partition,
          run.state,
          run.sent + " sent",
          run.rejected + " rejected",
          run.message);
    }
    text.writeTo(out);
    warnings.forEach(warning -> out.println("Warning: " + warning));
  }
}
