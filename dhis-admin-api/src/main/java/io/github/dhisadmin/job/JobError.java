package io.github.dhisadmin.job;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong with a single object within a run, which itself may have been
 * completed.
 *
 * @param runId which run
 * @param jobUid of which job
 * @param jobName how the job was called then
 * @param code what kind of mistake, such as {@code E7619}
 * @param objectOrNull identifier of the object, or null if there is none
 * @param message in words
 * @param at when, by the database's clock
 */
public record JobError(
    long runId,
    String jobUid,
    String jobName,
    String code,
    @Nullable String objectOrNull,
    String message,
    Instant at) {

  /** Identifier of the object. */
  public Optional<String> object() {
    return Optional.ofNullable(objectOrNull);
  }
}
