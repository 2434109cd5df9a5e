package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.run.Warning;
import java.util.List;

/**
 * How tasks reach the workers of a process. It carries nothing but the news that a task waits: who
 * gets a task, and what became of it, is decided by the {@link TaskStore}, so a queue may lose,
 * repeat and reorder. Used by one thread.
 */
public interface WorkQueue extends AutoCloseable {

  /** Takes tasks that wait, and does not wait for any. */
  List<ClaimedTask> claim(Claim claim);

  /** Tasks that were taken need not be delivered again: they were settled, or put back. */
  void settled(List<TaskHandle> tasks);

  /**
   * Tells the broker, if there is one, of tasks that it was not told of.
   *
   * @return how many
   */
  int relay();

  /** Trouble with the broker, for the result of the worker. */
  List<Warning> warnings();

  /** Leaves the broker; what is there stays there. */
  @Override
  void close();

  /** Makes queues. */
  @FunctionalInterface
  interface Factory {
    /** The queue of one worker process. */
    WorkQueue open(TaskStore store);
  }
}
