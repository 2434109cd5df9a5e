package io.github.dhisadmin.sync.metadata;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a metadata synchronisation.
 *
 * @param state how it ended
 * @param problemOrNull what stopped it; null if nothing did
 * @param message the same for people; empty if nothing stopped it
 * @param applied names of the versions that were applied, in order
 * @param stoppedAtOrNull name of the version at which it stopped; null if it stopped at none
 * @param reportOrNull what the DHIS2 here said of that version; null if it was not imported
 * @param attempts how often it was tried
 * @param warnings what may be wrong although nothing stopped
 */
public record MetadataSyncResult(
    MetadataSyncState state,
    @Nullable MetadataSyncProblem problemOrNull,
    String message,
    List<String> applied,
    @Nullable String stoppedAtOrNull,
    @Nullable MetadataImportReport reportOrNull,
    int attempts,
    List<String> warnings) {

  /** Copies the lists. */
  public MetadataSyncResult {
    applied = List.copyOf(applied);
    warnings = List.copyOf(warnings);
  }

  /** What stopped it. */
  public Optional<MetadataSyncProblem> problem() {
    return Optional.ofNullable(problemOrNull);
  }

  /** Name of the version at which it stopped. */
  public Optional<String> stoppedAt() {
    return Optional.ofNullable(stoppedAtOrNull);
  }

  /** What the DHIS2 here said of that version. */
  public Optional<MetadataImportReport> report() {
    return Optional.ofNullable(reportOrNull);
  }
}
