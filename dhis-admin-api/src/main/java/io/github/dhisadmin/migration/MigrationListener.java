package io.github.dhisadmin.migration;

/**
 * Hears what this process does to migrations. Called on the threads that call the library, several
 * at once if several do, and never on those that carry tasks out; while it listens, that thread
 * does nothing else. What it throws is logged and disturbs nothing.
 *
 * <p>Each event is told at most once, in one process: by the one that has written it down. For the
 * end of a run that is the first process that finds no task of it waiting or under way, if need be
 * a worker that comes later: within a second of work, when work ends, and when somebody stops,
 * clears or compares. An event is lost if the process dies after it has written it down and before
 * the listener has heard of it; {@link MigrationRuns} knows nevertheless.
 */
@FunctionalInterface
public interface MigrationListener {
  /** Hears nothing. */
  MigrationListener NONE = event -> {};

  /** Takes note of something that happened. */
  void on(MigrationEvent event);
}
