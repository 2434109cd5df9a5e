package io.github.dhisadmin.core.internal.run;

import io.github.dhisadmin.error.ConflictException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one place where the library makes threads: daemons named {@code dhis-admin-N}, in a pool per
 * run that ends with the run. Thread safe.
 */
public final class WorkerThreads implements AutoCloseable {
  private final AtomicInteger number = new AtomicInteger();
  private final Set<ExecutorService> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A pool of this many threads, for one run. */
  public ExecutorService open(int threads) {
    if (closed) {
      throw new ConflictException("This DhisAdmin is closed; build another one to start a run.");
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, factory());
    running.add(pool);
    return pool;
  }

  /** Ends a run's pool, whose work is done or given up. */
  public void release(ExecutorService pool) {
    pool.shutdownNow();
    running.remove(pool);
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(this::release);
  }

  private ThreadFactory factory() {
    return work -> {
      Thread thread = new Thread(work, "dhis-admin-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
