package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataRecoveryRecord;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.VersionProgress;
import io.github.dhisadmin.sync.metadata.VersionState;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far the metadata here follow a server. */
record SyncMetadataStatusReport(
    @Nullable String lastAttempt,
    @Nullable String lastSuccess,
    @Nullable String lastFailure,
    String message,
    int behindBy,
    List<VersionReport> versions,
    List<RecoveryReport> recoveries)
    implements Report {

  /** One version of the server. */
  record VersionReport(
      String name,
      String type,
      String created,
      VersionState state,
      int attempts,
      @Nullable MetadataSyncProblem problem,
      String message,
      List<String> errors) {

    private static VersionReport of(VersionProgress progress) {
      return new VersionReport(
          progress.version().name(),
          progress.version().type().name(),
          progress.version().created().toString(),
          progress.state(),
          progress.attempts(),
          progress.problemOrNull(),
          progress.message(),
          progress.report().map(SyncMetadataReport::errors).orElse(List.of()));
    }
  }

  /** One recovery. */
  record RecoveryReport(
      String action, String version, String reason, String by, String at, String effect) {

    private static RecoveryReport of(MetadataRecoveryRecord carriedOut) {
      return new RecoveryReport(
          carriedOut.recovery().action().name(),
          carriedOut.recovery().version(),
          carriedOut.recovery().reason(),
          carriedOut.recovery().by(),
          carriedOut.at().toString(),
          carriedOut.effect());
    }
  }

  static SyncMetadataStatusReport of(
      MetadataSyncStatus status, List<MetadataRecoveryRecord> recoveries) {
    return new SyncMetadataStatusReport(
        text(status.lastAttemptOrNull()),
        text(status.lastSuccessOrNull()),
        text(status.lastFailureOrNull()),
        status.message(),
        status.behindBy(),
        status.versions().stream().map(VersionReport::of).toList(),
        recoveries.stream().map(RecoveryReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println("Last success: " + Objects.requireNonNullElse(lastSuccess, "never"));
    out.println("Last failure: " + Objects.requireNonNullElse(lastFailure, "never"));
    if (!message.isEmpty()) {
      out.println(message);
    }
    TextTable text = new TextTable();
    versions.forEach(
        version ->
            text.row(version.name, version.type, version.created, version.state, version.message));
    text.writeTo(out);
    recoveries.forEach(
        done ->
            out.println(
                done.at
                    + " "
                    + done.action
                    + " "
                    + done.version
                    + " by "
                    + done.by
                    + ": "
                    + done.reason));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
