package io.github.dhisadmin.migration;

/**
 * How many tasks of one process type stand where. What was ever enqueued is counted apart from the
 * tasks themselves, so the sum proves that none was lost.
 *
 * @param process what the tasks do
 * @param enqueued all tasks there ever were
 * @param queued tasks that wait, also those that wait to be tried again
 * @param processing tasks that a worker has
 * @param failed tasks that were given up, with the reason
 * @param done tasks whose effect is there
 * @param cancelled tasks of runs that were stopped
 * @param cleared tasks that somebody threw away
 */
public record ProcessCounts(
    ProcessType process,
    long enqueued,
    long queued,
    long processing,
    long failed,
    long done,
    long cancelled,
    long cleared) {

  /** No tasks. */
  public static ProcessCounts none(ProcessType process) {
    return new ProcessCounts(process, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Tasks that are nowhere: always 0, or the store is damaged. */
  public long missing() {
    return enqueued - queued - processing - failed - done - cancelled - cleared;
  }

  /** Whether nothing waits and nobody works. */
  public boolean isSettled() {
    return queued == 0 && processing == 0;
  }
}
