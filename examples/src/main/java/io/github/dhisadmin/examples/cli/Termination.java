package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the command that the process was asked to end, and holds the end back until the command has
 * cleaned up: runs are cancelled, embedded servers stopped. Thread safe.
 */
final class Termination implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch cleanedUp = new CountDownLatch(1);

  /** Reacts to Ctrl-C and to the ordinary kill signal. */
  static Termination bySignal() {
    Termination termination = new Termination();
    Runtime.getRuntime().addShutdownHook(new Thread(termination::request, "dhis-admin-shutdown"));
    return termination;
  }

  /** Stops what runs when the process is asked to end. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** Waits until the process is asked to end. */
  void await() throws InterruptedException {
    requested.await();
  }

  /** Asks the command to end, and waits for a while until it has. */
  void request() {
    if (cleanedUp.getCount() == 0) {
      return;
    }
    requested.countDown();
    cancellation.cancel();
    try {
      if (!cleanedUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("dhis-admin did not clean up in time; the next run will.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the command has cleaned up. */
  @Override
  public void close() {
    cleanedUp.countDown();
  }
}
