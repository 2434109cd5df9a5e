package io.github.dhisadmin.jooq.internal.swap;

import java.time.Duration;

/**
 * How long a swap tries to get its locks.
 *
 * @param lockTimeout how long one attempt waits for one lock, and at most twice that for all; new
 *     readers queue behind it meanwhile
 * @param attempts how often to try, at least 1
 * @param firstPause pause after the first attempt; doubles each time
 * @param longestPause what the pause never exceeds
 */
public record SwapPatience(
    Duration lockTimeout, int attempts, Duration firstPause, Duration longestPause) {
  /**
   * Outlasts a reader of some five minutes. An attempt gives up well before the second after which
   * PostgreSQL looks for deadlocks: readers take partitions in any order, and it must never be one
   * of them that is refused.
   */
  public static final SwapPatience DEFAULT =
      new SwapPatience(Duration.ofMillis(400), 20, Duration.ofSeconds(1), Duration.ofSeconds(15));

  Duration locksTimeout() {
    return lockTimeout.multipliedBy(2);
  }

  Duration pauseAfter(int attempt) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
