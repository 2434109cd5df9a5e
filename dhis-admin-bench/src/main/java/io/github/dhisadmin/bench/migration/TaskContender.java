package io.github.dhisadmin.bench.migration;

/** A way to get small tasks to whoever carries them out, and to hear of their ends. */
interface TaskContender {

  /** What to call it in the results. */
  String name();

  /**
   * Enqueues tasks and gets through all of them.
   *
   * @throws io.github.dhisadmin.bench.sql.BenchmarkException if one was lost, or not done
   */
  Lap run(int tasks);

  /**
   * What one run took.
   *
   * @param enqueueSeconds until all tasks were kept
   * @param carrySeconds from then until the last was known to be done
   */
  record Lap(double enqueueSeconds, double carrySeconds) {
    private static final double NANOS_PER_SECOND = 1e9;

    static Lap of(long start, long enqueued, long end) {
      return new Lap((enqueued - start) / NANOS_PER_SECOND, (end - enqueued) / NANOS_PER_SECOND);
    }
  }
}
