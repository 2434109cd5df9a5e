package io.github.dhisadmin.bench.sql;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A fixed number of threads that share a list of work. */
public final class Workers implements AutoCloseable {
  private final ForkJoinPool pool;

  /** Starts with this many threads. */
  public Workers(int parallelism) {
    // Tasks are taken in the order in which they came.
    this.pool =
        new ForkJoinPool(parallelism, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
  }

  /**
   * Splits the list in contiguous chunks, as a parallel stream does: the way DHIS2 2.42 hands out
   * partitions and indexes.
   */
  public <T> void inChunks(List<T> items, Consumer<T> work) {
    await(pool.submit(() -> items.parallelStream().forEach(work)));
  }

  /** Gives every free thread the next item of the list. */
  public <T> void inOrder(List<T> items, Consumer<T> work) {
    List<Callable<Boolean>> tasks =
        items.stream()
            .map(
                item ->
                    (Callable<Boolean>)
                        () -> {
                          work.accept(item);
                          return true;
                        })
            .toList();
    pool.invokeAll(tasks).forEach(Workers::await);
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  private static void await(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted", e);
    } catch (ExecutionException e) {
      throw new BenchmarkException("a worker failed: " + e.getMessage(), e);
    }
  }
}
