package io.github.dhisadmin.migration;

import io.github.dhisadmin.run.Warning;
import java.util.List;

/**
 * What a worker process did.
 *
 * @param done tasks whose effect is there
 * @param failedAttempts attempts without effect, whether they are tried again or were given up
 * @param warnings trouble with a broker, without which tasks were taken from the database, and
 *     {@code SERVER_AWAY} with the number of times that a task waited for a server
 */
public record WorkResult(long done, long failedAttempts, List<Warning> warnings) {

  /** Copies the warnings. */
  public WorkResult {
    warnings = List.copyOf(warnings);
  }
}
