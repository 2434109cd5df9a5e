package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;

/**
 * What happens after a failed run: the same occurrence is run again after a growing pause, on
 * whichever node, but never later than the next occurrence of the schedule.
 *
 * @param maxAttempts how often an occurrence is run at most, from 1
 * @param backoff the pause before the second attempt; doubles with each further one
 * @param maxBackoff the longest pause
 */
public record RetryPolicy(int maxAttempts, Duration backoff, Duration maxBackoff) {

  /** Refuses what makes no sense. */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new InvalidRequestException("maxAttempts must be at least 1, but is " + maxAttempts);
    }
    if (backoff.isNegative() || maxBackoff.compareTo(backoff) < 0) {
      throw new InvalidRequestException(
          "backoff must be from 0 to maxBackoff, but is " + backoff + " of " + maxBackoff + ".");
    }
  }

  /** Does not try again; the next run is that of the schedule. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ofSeconds(30), Duration.ofMinutes(10));
  }

  /** Tries this often, after half a minute and then twice as long each time up to 10 minutes. */
  public static RetryPolicy attempts(int maxAttempts) {
    return new RetryPolicy(maxAttempts, Duration.ofSeconds(30), Duration.ofMinutes(10));
  }
}
