package io.github.dhisadmin.sync.metadata;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of a version of a server.
 *
 * @param version as the server last listed it
 * @param state how far it has come
 * @param attempts how often its import began
 * @param problemOrNull why it could not be applied; null if nothing is wrong with it
 * @param message the same for people; empty if nothing is wrong
 * @param reportOrNull what the DHIS2 here last made of it; null if it was not imported
 * @param changedAt when this last changed, by the database's clock
 */
public record VersionProgress(
    MetadataVersion version,
    VersionState state,
    int attempts,
    @Nullable MetadataSyncProblem problemOrNull,
    String message,
    @Nullable MetadataImportReport reportOrNull,
    Instant changedAt) {

  /** Why it could not be applied. */
  public Optional<MetadataSyncProblem> problem() {
    return Optional.ofNullable(problemOrNull);
  }

  /** What the DHIS2 here last made of it. */
  public Optional<MetadataImportReport> report() {
    return Optional.ofNullable(reportOrNull);
  }
}
