package io.github.dhisadmin.core.internal.job;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done again and again on a thread of its own, and waits in between as long as it
 * says itself or until it is woken. No failure ends it, not even an error or one of whoever hears
 * of failures: a node whose loop had ended would live on and do nothing.
 */
final class BackgroundLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);

  private final Supplier<Duration> pass;
  private final Consumer<Throwable> failed;
  private final Duration afterFailure;
  private final BlockingQueue<Boolean> signal = new ArrayBlockingQueue<>(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;

  /**
   * A loop that has not begun.
   *
   * @param pass does it once and says how long to wait
   * @param failed hears what a pass threw
   * @param afterFailure how long to wait then
   */
  BackgroundLoop(Supplier<Duration> pass, Consumer<Throwable> failed, Duration afterFailure) {
    this.pass = pass;
    this.failed = failed;
    this.afterFailure = afterFailure;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        Duration wait = once();
        if (!wait.isZero() && !wait.isNegative()) {
          signal.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private Duration once() {
    try {
      return pass.get();
    } catch (Throwable e) {
      report(e);
      return afterFailure;
    }
  }

  private void report(Throwable failure) {
    try {
      failed.accept(failure);
    } catch (Throwable e) {
      log.error("a failure could not be reported", e);
    }
  }

  /** Does it again soon. */
  void wake() {
    signal.offer(true);
  }

  /** Ends after the pass under way, and waits for that. */
  void stop(Duration patience) {
    stopped = true;
    wake();
    try {
      ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
