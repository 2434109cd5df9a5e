package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between requests. */
@FunctionalInterface
public interface Pause {

  /**
   * Returns when the time is over.
   *
   * @throws CancelledException if the run is cancelled meanwhile
   */
  void await(Duration time);

  /** Waits in real time, until the run is cancelled. */
  static Pause until(Cancellation cancellation) {
    return time -> {
      CountDownLatch cancelled = new CountDownLatch(1);
      Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown);
      try {
        if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
          cancellation.check();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException("The run was interrupted while it waited for a server.");
      } finally {
        registration.close();
      }
    };
  }
}
