package io.github.dhisadmin.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * An executor that keeps its tasks until a test runs them, in the order of submission and in the
 * thread of the test. Tasks may be submitted from several threads.
 */
public final class ManualExecutor extends AbstractExecutorService {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean shutdown;

  @Override
  public void execute(Runnable task) {
    if (shutdown) {
      throw new RejectedExecutionException("the executor was shut down");
    }
    tasks.add(task);
  }

  /** How many tasks wait. */
  public int pending() {
    return tasks.size();
  }

  /** Runs the oldest task; says whether there was one. */
  public boolean runNext() {
    Runnable task = tasks.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  /** Runs all tasks, also those that tasks submit. Returns how many ran. */
  public int runAll() {
    int count = 0;
    while (runNext()) {
      count++;
    }
    return count;
  }

  /** Refuses further tasks; those that wait can still be run. */
  @Override
  public void shutdown() {
    shutdown = true;
  }

  /** Refuses further tasks and returns those that wait instead of running them. */
  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    List<Runnable> waiting = new ArrayList<>();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      waiting.add(task);
    }
    return waiting;
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown && tasks.isEmpty();
  }

  /** Does not wait: nobody else runs the tasks. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
