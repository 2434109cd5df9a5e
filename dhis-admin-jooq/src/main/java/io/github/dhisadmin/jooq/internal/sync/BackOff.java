package io.github.dhisadmin.jooq.internal.sync;

import java.time.Duration;

/**
 * When a refused row is sent again: with the next run after its first failure, then after pauses
 * that double, at least once a day.
 */
final class BackOff {
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int DOUBLED_AT_MOST = 10;

  private BackOff() {}

  static Duration after(int attempts) {
    int doubled = Math.min(attempts - 1, DOUBLED_AT_MOST);
    Duration pause = STEP.multipliedBy((1L << doubled) - 1);
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
