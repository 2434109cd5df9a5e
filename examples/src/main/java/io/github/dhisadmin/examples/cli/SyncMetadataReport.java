package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncResult;
import io.github.dhisadmin.sync.metadata.MetadataSyncState;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of metadata versions, in the form of other synchronisations. */
record SyncMetadataReport(List<RunReport> runs, List<String> warnings) implements Report {

  /** Versions that were sent here, by what became of them. */
  record RunReport(
      String kind,
      String partition,
      MetadataSyncState state,
      int sent,
      int accepted,
      int unchanged,
      int rejected,
      int pages,
      int attempts,
      @Nullable MetadataSyncProblem problem,
      String message,
      List<String> applied,
      @Nullable String stoppedAt,
      List<String> errors) {}

  static SyncMetadataReport of(MetadataSyncResult result) {
    int applied = result.applied().size();
    int stopped = result.stoppedAt().isPresent() ? 1 : 0;
    return new SyncMetadataReport(
        List.of(
            new RunReport(
                "metadata",
                "",
                result.state(),
                applied + stopped,
                applied,
                0,
                stopped,
                applied + stopped,
                result.attempts(),
                result.problemOrNull(),
                result.message(),
                result.applied(),
                result.stoppedAtOrNull(),
                result.report().map(SyncMetadataReport::errors).orElse(List.of()))),
        result.warnings());
  }

  /** Why objects were left out, one line each. */
  static List<String> errors(MetadataImportReport report) {
    return report.errors().stream()
        .map(
            error -> error.type() + " " + error.uid() + ": " + error.code() + " " + error.message())
        .toList();
  }

  @Override
  public void writeText(PrintWriter out) {
    for (RunReport run : runs) {
      run.applied.forEach(version -> out.println("  " + version + "  applied"));
      out.println(run.state + (run.problem == null ? "" : " " + run.problem));
      if (!run.message.isEmpty()) {
        out.println(run.message);
      }
      run.errors.forEach(error -> out.println("  " + error));
    }
    warnings.forEach(warning -> out.println("Warning: " + warning));
  }
}
