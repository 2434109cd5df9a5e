package io.github.dhisadmin.job.host;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job of the DHIS2 server.
 *
 * @param uid its uid
 * @param name its name
 * @param type its type as stored, which may be none that DHIS2 knows
 * @param trigger what makes it run
 * @param state what it is doing, and did last
 * @param queueOrNull its place in a queue, or null
 */
public record HostJob(
    String uid,
    String name,
    String type,
    Trigger trigger,
    State state,
    @Nullable QueuePlace queueOrNull) {

  /** Its place in a queue, if it has one. */
  public Optional<QueuePlace> queue() {
    return Optional.ofNullable(queueOrNull);
  }

  /**
   * What makes a job run.
   *
   * @param atOnce whether it waits to be run as soon as possible
   * @param cronOrNull the cron expression, or null
   * @param delaySecondsOrNull seconds from start to start, or null
   */
  public record Trigger(
      boolean atOnce, @Nullable String cronOrNull, @Nullable Integer delaySecondsOrNull) {

    /** The cron expression, if it has one. */
    public Optional<String> cron() {
      return Optional.ofNullable(cronOrNull);
    }

    /** Seconds from start to start, if it has a delay. */
    public Optional<Integer> delaySeconds() {
      return Optional.ofNullable(delaySecondsOrNull);
    }
  }

  /**
   * What a job is doing, and did last.
   *
   * @param enabled whether it may run
   * @param running whether it is stored as running
   * @param cancelRequested whether its run was asked to stop
   * @param lastOutcome how the last run ended, as stored
   * @param lastStartedOrNull when it last began, or null
   * @param lastAliveOrNull when its run last gave a sign of life, or null
   */
  public record State(
      boolean enabled,
      boolean running,
      boolean cancelRequested,
      String lastOutcome,
      @Nullable Instant lastStartedOrNull,
      @Nullable Instant lastAliveOrNull) {

    /** When it last began, if ever. */
    public Optional<Instant> lastStarted() {
      return Optional.ofNullable(lastStartedOrNull);
    }

    /** When its run last gave a sign of life, if it did. */
    public Optional<Instant> lastAlive() {
      return Optional.ofNullable(lastAliveOrNull);
    }
  }

  /**
   * A place in a queue.
   *
   * @param queue the queue's name
   * @param position from 0, which alone has a trigger
   */
  public record QueuePlace(String queue, int position) {}
}
