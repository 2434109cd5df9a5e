package io.github.dhisadmin.migration;

import java.time.Duration;

/**
 * Something that happened to a migration, for hosts that act on it: tell somebody, count, or begin
 * what comes next. What they tell is in the database before they are told.
 */
public sealed interface MigrationEvent {

  /** Number of the run it happened to. */
  long run();

  /**
   * A run was begun; told by the process that did so. Who joins a run that is under way begins
   * none.
   *
   * @param run its number
   * @param configuration what it works by
   * @param kind what it does
   * @param requestedBy who asked for it
   */
  record RunBegun(long run, String configuration, MigrationKind kind, String requestedBy)
      implements MigrationEvent {}

  /**
   * The effect of a task is there.
   *
   * @param run its run
   * @param task its number
   * @param process what it did
   * @param key what of the migration it was about
   * @param totals what it has taken over a wire
   */
  record TaskDone(long run, long task, ProcessType process, String key, TransferTotals totals)
      implements MigrationEvent {}

  /**
   * An attempt was without effect. Of tasks whose worker died nobody is told; the end of their run
   * counts them.
   *
   * @param run its run
   * @param task its number
   * @param process what it was to do
   * @param key what of the migration it was about
   * @param attempt which attempt it was, from 1
   * @param problem why
   * @param givenUp whether it is tried again only if somebody says so
   */
  record TaskFailed(
      long run,
      long task,
      ProcessType process,
      String key,
      int attempt,
      TaskProblem problem,
      boolean givenUp)
      implements MigrationEvent {}

  /**
   * A task waits, as a server does not answer any more; that costs it no attempt.
   *
   * @param run its run
   * @param task its number
   * @param process what it does
   * @param key what of the migration it is about
   * @param server which server
   * @param rest how long the server is left alone
   */
  record TaskPostponed(
      long run, long task, ProcessType process, String key, String server, Duration rest)
      implements MigrationEvent {}

  /**
   * The last task of a run was settled. A run whose failed tasks are retried ends once more.
   *
   * @param ended what became of it
   */
  record RunEnded(MigrationRunRecord ended) implements MigrationEvent {
    @Override
    public long run() {
      return ended.id();
    }
  }
}
