package io.github.dhisadmin.sync.internal.remote;

import java.time.Duration;

/**
 * How the library treats another server.
 *
 * @param timeouts how long it waits
 * @param retries how often it asks again
 * @param maxAnswerBytes larger answers are refused, however small they come over the wire
 * @param zipFrom smaller requests are sent as they are
 * @param requestsPerSecond at most so many; 0 for no limit
 */
public record RemoteOptions(
    Timeouts timeouts, Retries retries, int maxAnswerBytes, int zipFrom, int requestsPerSecond) {
  /** What is used unless the host says otherwise. */
  public static final RemoteOptions DEFAULTS =
      new RemoteOptions(
          new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(300)),
          new Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(30)),
          64 << 20,
          8 << 10,
          10);

  /**
   * How long the library waits.
   *
   * @param connect for a connection
   * @param question for the answer to a question
   * @param upload for the answer to an import
   */
  public record Timeouts(Duration connect, Duration question, Duration upload) {}

  /**
   * How often the library asks again after trouble that may pass.
   *
   * @param attempts in total
   * @param firstDelay doubled after each attempt, and jittered by half
   * @param maxDelay no longer, unless the server asks for it
   */
  public record Retries(int attempts, Duration firstDelay, Duration maxDelay) {}
}
