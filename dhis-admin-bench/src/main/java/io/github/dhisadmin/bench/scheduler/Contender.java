package io.github.dhisadmin.bench.scheduler;

/**
 * A scheduler on the database whose jobs do nothing but tell that they ran. Several nodes of it run
 * in this process, each with a pool of its own.
 */
interface Contender {

  /** What to call it in the results. */
  String name();

  /** Forgets all jobs, and makes its tables if they are not there. */
  void reset();

  /** Adds jobs that are to run once, in a year. */
  void addOnce(int jobs);

  /** Adds jobs that are all to run at the seconds that the number divides. */
  void addEvery(int seconds, int jobs);

  /** Makes all jobs that run once due now, by one statement. */
  void makeDue();

  /** How many jobs that run once are not finished, as the database knows. */
  long unfinished();

  /**
   * Starts nodes, which run until the answer is closed.
   *
   * @param runs hears of each run
   */
  Nodes start(Runs runs, NodeSettings settings);

  /** Nodes that run. */
  interface Nodes extends AutoCloseable {
    /** How many statements they have executed so far. */
    long statements();

    @Override
    void close();
  }

  /**
   * How nodes run.
   *
   * @param nodes how many there are
   * @param threads how many jobs each runs at once
   * @param connections how many connections each has at most
   * @param pollMillis how long each waits between two looks
   */
  record NodeSettings(int nodes, int threads, int connections, int pollMillis) {}
}
