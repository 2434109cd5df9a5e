package io.github.dhisadmin.run;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is remembered.
 *
 * @param id its number, growing from run to run
 * @param state how it ended, or that it has not
 * @param startedAt when it began, by the database's clock
 * @param finishedAtOrNull when it ended, by the database's clock; null if it has not or its process
 *     died
 * @param rows number of rows of all tables it built or found unchanged
 */
public record RunRecord(
    long id, RunState state, Instant startedAt, @Nullable Instant finishedAtOrNull, long rows) {

  /** When the run ended. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAtOrNull);
  }
}
