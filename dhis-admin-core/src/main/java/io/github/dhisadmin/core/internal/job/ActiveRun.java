package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.ClaimedRun;
import io.github.dhisadmin.spi.JobTransitions.Start;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of this node from its claim to its end in the store. Whoever wants it to stop cancels it,
 * which cancels its statement and interrupts its thread; why it was stopped decides how it ends.
 */
final class ActiveRun {
  private final ClaimedRun claimed;
  private final long claimedNanos;
  private final Cancellation cancellation = new Cancellation();

  private volatile long renewedNanos;
  private @Nullable Thread worker;
  private @Nullable StopCause cause;

  /** Why a run is to stop. */
  enum StopCause {
    /** Somebody asked for it. */
    CANCELLED,
    /** The node closes. */
    CLOSING,
    /** The node cannot know any more whether it is the owner. */
    LEASE_LOST
  }

  /**
   * A run that was claimed.
   *
   * @param claimedNanos after the claim was answered
   * @param askedNanos before it was made; its lease holds at least from then on
   */
  ActiveRun(ClaimedRun claimed, long claimedNanos, long askedNanos) {
    this.claimed = claimed;
    this.claimedNanos = claimedNanos;
    this.renewedNanos = askedNanos;
  }

  JobRow job() {
    return claimed.job();
  }

  Owned owned() {
    return claimed.run();
  }

  Start start() {
    return claimed.start();
  }

  Instant startedAt() {
    return claimed.startedAt();
  }

  /** A moment on the database's clock, by what has passed since it was last read. */
  Instant at(long nanos) {
    return claimed.startedAt().plus(elapsed(nanos));
  }

  Duration elapsed(long nanos) {
    return Duration.ofNanos(nanos - claimedNanos);
  }

  Cancellation cancellation() {
    return cancellation;
  }

  void renewed(long nanos) {
    renewedNanos = nanos;
  }

  /** How long nothing was heard from the store that the run is still owned. */
  Duration silence(long nanos) {
    return Duration.ofNanos(nanos - renewedNanos);
  }

  synchronized void begin(Thread thread) {
    worker = thread;
  }

  /** From here on nobody interrupts the thread on the run's behalf. */
  synchronized void end() {
    worker = null;
    // Whoever interrupted it meant the run, and not what the thread does next.
    Thread.interrupted();
  }

  /** Stops the run; the first cause counts, except that a lost lease overrides any. */
  void stop(StopCause why) {
    synchronized (this) {
      if (cause == null || why == StopCause.LEASE_LOST) {
        cause = why;
      }
    }
    cancellation.cancel();
    synchronized (this) {
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  synchronized @Nullable StopCause cause() {
    return cause;
  }

  boolean isLost() {
    return cause() == StopCause.LEASE_LOST;
  }
}
