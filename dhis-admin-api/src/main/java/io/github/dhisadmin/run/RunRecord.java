package io.github.dhisadmin.run;

import java.time.Instant;
import java.util.List;
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
 * @param errorOrNull what went wrong first; null if nothing did, or nobody was left to say
 * @param parts what became of each table or partition, by type and name; empty if the run has not
 *     ended, was cancelled or died
 */
public record RunRecord(
    long id,
    RunState state,
    Instant startedAt,
    @Nullable Instant finishedAtOrNull,
    @Nullable String errorOrNull,
    List<TableRunPart> parts) {

  /** Keeps the parts as they are now. */
  public RunRecord {
    parts = List.copyOf(parts);
  }

  /** When the run ended. */
  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAtOrNull);
  }

  /** What went wrong first. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }

  /** Number of rows of all tables it built or found unchanged. */
  public long rows() {
    return parts.stream().mapToLong(TableRunPart::rows).sum();
  }
}
