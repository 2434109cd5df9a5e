package io.github.dhisadmin.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored job.
 *
 * @param uid its identifier, 11 letters and digits
 * @param name how operators call it
 * @param type name of its type, which need not be one of this node's
 * @param parameters values by name, as stored: text, numbers, flags, and lists of text
 * @param schedule when it runs by itself
 * @param options how it is run
 * @param system whether it belongs to the library: it cannot be deleted or disabled
 * @param version grows with each change of the definition
 * @param state what it is doing
 */
public record Job(
    String uid,
    String name,
    String type,
    Map<String, Object> parameters,
    Schedule schedule,
    JobOptions options,
    boolean system,
    int version,
    State state) {

  /** Keeps its own copy. */
  public Job {
    parameters = Map.copyOf(parameters);
  }

  /** What the job is doing. */
  public JobStatus status() {
    return state.status();
  }

  /** Why it cannot be run as it is stored. */
  public Optional<String> problem() {
    return Optional.ofNullable(state.problemOrNull());
  }

  /** When it is to run next, for whatever reason. */
  public Optional<Instant> dueAt() {
    return Optional.ofNullable(state.dueAtOrNull());
  }

  /** When it last began to run. */
  public Optional<Instant> lastStarted() {
    return Optional.ofNullable(state.lastStartedOrNull());
  }

  /** When it last ended. */
  public Optional<Instant> lastFinished() {
    return Optional.ofNullable(state.lastFinishedOrNull());
  }

  /** How its last run ended. */
  public Optional<RunStatus> lastStatus() {
    return Optional.ofNullable(state.lastStatusOrNull());
  }

  /** The node it runs on. */
  public Optional<String> node() {
    return Optional.ofNullable(state.nodeOrNull());
  }

  /**
   * What a job is doing, all times by the database's clock.
   *
   * @param status in a word
   * @param problemOrNull why it cannot be run
   * @param dueAtOrNull when it is to run next
   * @param dueReasonOrNull why then
   * @param nodeOrNull where it runs
   * @param lastStartedOrNull when it last began
   * @param lastFinishedOrNull when it last ended
   * @param lastStatusOrNull how it last ended
   * @param consecutiveFailures how many runs failed since one was completed
   */
  public record State(
      JobStatus status,
      @Nullable String problemOrNull,
      @Nullable Instant dueAtOrNull,
      @Nullable DueReason dueReasonOrNull,
      @Nullable String nodeOrNull,
      @Nullable Instant lastStartedOrNull,
      @Nullable Instant lastFinishedOrNull,
      @Nullable RunStatus lastStatusOrNull,
      int consecutiveFailures) {}
}
