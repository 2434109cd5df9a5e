package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;
import java.util.Optional;

/**
 * How often tasks are tried, and after which pauses.
 *
 * @param attempts how often at most, from 1
 * @param first the pause after the first failure; doubles with each further one
 * @param longest the longest pause
 */
public record TaskRetries(int attempts, Duration first, Duration longest) {
  /** Three attempts, after 10 and 20 seconds. */
  public static final TaskRetries DEFAULT =
      new TaskRetries(3, Duration.ofSeconds(10), Duration.ofMinutes(10));

  private static final int DOUBLED_AT_MOST = 20;

  /** Refuses what makes no sense. */
  public TaskRetries {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new InvalidRequestException(
          "Tasks are tried at least once, with pauses from 0 to a longest one.");
    }
  }

  /** The pause after a failed attempt; empty if it was the last. */
  public Optional<Duration> pauseAfter(int attempt) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    Duration pause = first.multipliedBy(1L << Math.min(attempt - 1, DOUBLED_AT_MOST));
    return Optional.of(pause.compareTo(longest) < 0 ? pause : longest);
  }
}
