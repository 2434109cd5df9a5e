package io.github.dhisadmin.sync.internal.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Spaces requests to one server evenly. Thread safe. */
final class RateLimit {
  private final Clock clock;
  private final Duration spacing;
  private Instant next = Instant.MIN;

  /**
   * Allows so many requests.
   *
   * @param perSecond at most; 0 for any number
   */
  RateLimit(Clock clock, int perSecond) {
    this.clock = clock;
    this.spacing = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
  }

  /** Waits for the turn of the next request. */
  void await(Pause pause) {
    Duration wait = reserve();
    if (!wait.isZero()) {
      pause.await(wait);
    }
  }

  private synchronized Duration reserve() {
    Instant now = clock.instant();
    Instant turn = next.isAfter(now) ? next : now;
    next = turn.plus(spacing);
    return Duration.between(now, turn);
  }
}
