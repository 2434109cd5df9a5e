package io.github.dhisadmin.spi;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobOptions;
import io.github.dhisadmin.job.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is stored; its schedule and parameters may be such that nobody understands them.
 *
 * @param id its number
 * @param uid its identifier
 * @param name how operators call it
 * @param type name of its type
 * @param parameters its parameters, as JSON
 * @param schedule when it runs
 * @param options how it runs
 * @param system whether it belongs to the library
 * @param version grows with each change of the definition
 * @param state what it is doing
 */
public record JobRow(
    long id,
    String uid,
    String name,
    String type,
    String parameters,
    StoredSchedule schedule,
    JobOptions options,
    boolean system,
    int version,
    State state) {

  /**
   * What a job is doing.
   *
   * @param running whether it runs
   * @param problem why it cannot be run
   * @param nextFireAt the next time of its schedule
   * @param dueAt when it is to run
   * @param dueReason why then
   * @param occurrence which occurrence, if it is not the due time itself
   * @param attempts how often that occurrence was tried
   * @param node who runs it
   * @param fence grows with each claim
   * @param runId its last run, or the one under way
   * @param lastStarted when it last began
   * @param lastFinished when it last ended
   * @param lastStatus how it last ended
   * @param failures how many runs failed one after the other
   */
  public record State(
      boolean running,
      @Nullable String problem,
      @Nullable Instant nextFireAt,
      @Nullable Instant dueAt,
      DueReason dueReason,
      @Nullable Instant occurrence,
      int attempts,
      @Nullable String node,
      long fence,
      long runId,
      @Nullable Instant lastStarted,
      @Nullable Instant lastFinished,
      @Nullable RunStatus lastStatus,
      int failures) {}
}
