package io.github.dhisadmin.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is remembered.
 *
 * @param id the larger, the later
 * @param target where it sent
 * @param run what became of it
 * @param startedAt by the database's clock
 * @param finishedAtOrNull by the database's clock; null if it did not end
 */
public record SyncRunRecord(
    long id, String target, SyncRun run, Instant startedAt, @Nullable Instant finishedAtOrNull) {

  /** When it ended, if it did. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAtOrNull);
  }
}
