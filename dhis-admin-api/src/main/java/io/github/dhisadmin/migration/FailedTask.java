package io.github.dhisadmin.migration;

import java.time.Instant;

/**
 * A task that was given up and waits for somebody to decide.
 *
 * @param id by which it is retried; stays the same
 * @param run the migration it belongs to
 * @param process what it was to do
 * @param key what of the migration it is about, unique within its run and process
 * @param attempts how often it was tried since it was enqueued or last retried by hand
 * @param failedAt when it was given up, by the database's clock
 * @param problem why the last attempt failed
 * @param payload what it was to work on, whole
 */
public record FailedTask(
    long id,
    long run,
    ProcessType process,
    String key,
    int attempts,
    Instant failedAt,
    TaskProblem problem,
    String payload) {

  /** Where the task stands in the list of failed tasks. */
  public Position position() {
    return new Position(failedAt, id);
  }

  /**
   * A place in the list of failed tasks, which runs from the first failure to the last and does not
   * change when it is read.
   *
   * @param failedAt when the task was given up
   * @param id of the task
   */
  public record Position(Instant failedAt, long id) {
    /** Before the first. */
    public static final Position START = new Position(Instant.EPOCH, 0);
  }
}
