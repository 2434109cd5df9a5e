package io.github.dhisadmin.bench.scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts runs, and how late each began. */
final class Runs {
  private final Clock clock = Clock.systemUTC();
  private final ConcurrentLinkedQueue<Duration> lateness = new ConcurrentLinkedQueue<>();
  private final CountDownLatch missing;

  /** Waits for so many. */
  Runs(int expected) {
    this.missing = new CountDownLatch(expected);
  }

  void ran(Instant due) {
    lateness.add(Duration.between(due, clock.instant()));
    missing.countDown();
  }

  /** Whether all that are expected have run within a time. */
  boolean await(Duration patience) {
    try {
      return missing.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  int count() {
    return lateness.size();
  }

  /** Milliseconds by which runs were late, the least first. */
  List<Long> latenessMillis() {
    return lateness.stream().map(Duration::toMillis).sorted().toList();
  }
}
