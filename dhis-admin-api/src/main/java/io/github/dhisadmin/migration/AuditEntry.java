package io.github.dhisadmin.migration;

import java.time.Instant;

/**
 * Something that somebody did to a run. Entries stay when their run is pruned.
 *
 * @param id grows with time, for paging
 * @param at when, by the database's clock
 * @param who did it; of the end of a run, who had asked for the run
 * @param action what was done
 * @param configuration what the run works by
 * @param run its number
 * @param kind what the run does
 * @param tasks how many tasks it was done to
 * @param detail more in words: the request, the numbers at the end, what was lost
 */
public record AuditEntry(
    long id,
    Instant at,
    String who,
    Action action,
    String configuration,
    long run,
    MigrationKind kind,
    long tasks,
    String detail) {

  /** What can be done to a run. */
  public enum Action {
    /** It was asked for. */
    BEGIN,
    /** The same was asked for while it was under way. */
    JOIN,
    /** Its last task was settled. */
    END,
    /** Failed tasks were put back into the queue. */
    RETRY,
    /** It was stopped. */
    CANCEL,
    /** Tasks were thrown away. */
    CLEAR,
    /** It was removed with all its tasks. */
    PRUNE
  }
}
