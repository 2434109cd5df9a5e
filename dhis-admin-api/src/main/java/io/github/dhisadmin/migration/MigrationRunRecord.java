package io.github.dhisadmin.migration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is kept: who asked for what, and what became of it.
 *
 * @param id by which it is looked at
 * @param configuration name of what it works by
 * @param kind what it does
 * @param requestedBy who asked for it
 * @param begunAt when, by the database's clock
 * @param endedAtOrNull when the last of its tasks was settled; null before
 * @param state where it stands
 * @param counts how many of its tasks stand where: every process type, in their order
 * @param transferred what tasks that are done have taken over a wire, by process type; process
 *     types without values are left out
 */
public record MigrationRunRecord(
    long id,
    String configuration,
    MigrationKind kind,
    String requestedBy,
    Instant begunAt,
    @Nullable Instant endedAtOrNull,
    State state,
    List<ProcessCounts> counts,
    Map<ProcessType, TransferTotals> transferred) {

  /** Copies counts and totals. */
  public MigrationRunRecord {
    counts = List.copyOf(counts);
    transferred = Map.copyOf(transferred);
  }

  /** When the last task was settled. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAtOrNull);
  }

  /** What tasks of one process type have taken over a wire. */
  public TransferTotals transferred(ProcessType process) {
    return transferred.getOrDefault(process, TransferTotals.NONE);
  }

  /** How many tasks were given up and wait for somebody to decide. */
  public long failed() {
    return counts.stream().mapToLong(ProcessCounts::failed).sum();
  }

  /** Where a run stands. */
  public enum State {
    /** Its tasks are still being enqueued, or who did so died over it. */
    BEGINNING,
    /** Tasks wait, or workers have them. */
    RUNNING,
    /** It has ended, and its effect is there. */
    DONE,
    /** It has ended, and tasks failed, or were thrown away. */
    DONE_WITH_FAILURES,
    /** Somebody stopped it. */
    CANCELLED
  }
}
