package io.github.dhisadmin.job.host;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a job of the DHIS2 server runs, or does not.
 *
 * @param job the job
 * @param verdict what the server is going to do with it
 * @param reason why, in a sentence that says what to do where something is wrong
 * @param dueOrNull when it is due next, or null
 */
public record HostJobExplanation(
    HostJob job, HostJobVerdict verdict, String reason, @Nullable Instant dueOrNull) {

  /** When it is due next, if that can be told. */
  public Optional<Instant> due() {
    return Optional.ofNullable(dueOrNull);
  }
}
