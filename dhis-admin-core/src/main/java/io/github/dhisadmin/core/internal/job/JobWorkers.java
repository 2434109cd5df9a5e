package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.spi.JobTransitions.Ahead;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a node, and how many more runs it may take than they are doing. A run of unknown
 * length takes the room of a thread; short ones take a part of it, as they soon have their turn.
 */
final class JobWorkers {
  /** How many short runs a thread may have waiting for it. */
  private static final int AHEAD = 16;

  private static final int WEIGHT = 1 + AHEAD;

  private final int threads;
  private final WorkerThreads opener;
  private final ExecutorService pool;
  private final Runnable hungry;
  private final Semaphore room;
  private final AtomicInteger waiting = new AtomicInteger();
  private final QuickTypes quick = new QuickTypes();

  /**
   * Opens threads.
   *
   * @param hungry is told when a run has ended and few wait
   */
  JobWorkers(int threads, WorkerThreads opener, Runnable hungry) {
    this.threads = threads;
    this.opener = opener;
    this.pool = opener.open(threads);
    this.hungry = hungry;
    this.room = new Semaphore(threads * WEIGHT);
  }

  /** What there is room for; only this can be less later on, and only by {@link #offer}. */
  Ahead room() {
    return new Ahead(quick.names(), room.availablePermits(), WEIGHT);
  }

  /** Whether the threads have enough to do until more has been fetched. */
  boolean areSupplied() {
    return waiting.get() > threads;
  }

  /**
   * Does work on the next free thread.
   *
   * @param weight what it takes of the room
   * @return whether there was room for it
   */
  boolean offer(int weight, Runnable work) {
    if (!room.tryAcquire(weight)) {
      return false;
    }
    waiting.incrementAndGet();
    pool.execute(
        () -> {
          waiting.decrementAndGet();
          try {
            work.run();
          } finally {
            room.release(weight);
            if (!areSupplied()) {
              hungry.run();
            }
          }
        });
    return true;
  }

  /** Learns which types have short runs. */
  void ran(String type, Duration duration) {
    quick.ran(type, duration);
  }

  /** Waits until nothing is done any more, after which nothing can be offered. */
  boolean awaitIdle(Duration patience) {
    try {
      return room.tryAcquire(threads * WEIGHT, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void close() {
    opener.release(pool);
  }
}
