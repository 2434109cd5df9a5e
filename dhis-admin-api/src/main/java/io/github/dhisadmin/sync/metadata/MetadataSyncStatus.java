package io.github.dhisadmin.sync.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far this DHIS2 follows a server, as far as the last run knows.
 *
 * @param lastAttemptOrNull when a run last began; null if none did
 * @param lastSuccessOrNull when a run last left nothing missing; null if none did
 * @param lastFailureOrNull when a run last stopped early; null if none did
 * @param message why, if the last run did; empty otherwise
 * @param versions all versions of the server, in order
 */
public record MetadataSyncStatus(
    @Nullable Instant lastAttemptOrNull,
    @Nullable Instant lastSuccessOrNull,
    @Nullable Instant lastFailureOrNull,
    String message,
    List<VersionProgress> versions) {

  /** Copies the versions. */
  public MetadataSyncStatus {
    versions = List.copyOf(versions);
  }

  /** The version that is applied next, if one is missing. */
  public Optional<VersionProgress> next() {
    return missing().stream().findFirst();
  }

  /** The version that could not be applied, if there is one. */
  public Optional<VersionProgress> failed() {
    return versions.stream().filter(each -> each.state() == VersionState.FAILED).findFirst();
  }

  /** How many versions are missing. */
  public int behindBy() {
    return missing().size();
  }

  private List<VersionProgress> missing() {
    return versions.stream()
        .filter(
            each -> each.state() != VersionState.APPLIED && each.state() != VersionState.SKIPPED)
        .toList();
  }
}
