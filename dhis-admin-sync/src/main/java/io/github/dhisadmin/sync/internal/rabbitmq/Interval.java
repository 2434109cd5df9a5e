package io.github.dhisadmin.sync.internal.rabbitmq;

import java.time.Duration;

/** A time between two attempts, over at first; for one thread. */
final class Interval {
  private final long nanos;
  private boolean begun;
  private long since;

  Interval(Duration length) {
    this.nanos = length.toNanos();
  }

  boolean isOver() {
    return !begun || System.nanoTime() - since >= nanos;
  }

  void begin() {
    begun = true;
    since = System.nanoTime();
  }
}
