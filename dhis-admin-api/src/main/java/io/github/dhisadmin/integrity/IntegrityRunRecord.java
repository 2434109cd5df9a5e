package io.github.dhisadmin.integrity;

import io.github.dhisadmin.run.RunState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of checks as it is remembered.
 *
 * @param id its number, growing from run to run
 * @param state how it ended, or that it has not
 * @param startedAt when it began, by the database's clock
 * @param finishedAtOrNull when it ended, by the database's clock; null if it has not or its process
 *     died
 * @param checks number of checks it ran
 * @param issues number of issues they found
 * @param issuesStored whether it kept the issues, besides the counts
 */
public record IntegrityRunRecord(
    long id,
    RunState state,
    Instant startedAt,
    @Nullable Instant finishedAtOrNull,
    int checks,
    long issues,
    boolean issuesStored) {

  /** When the run ended. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAtOrNull);
  }
}
