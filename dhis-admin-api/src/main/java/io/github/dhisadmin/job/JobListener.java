package io.github.dhisadmin.job;

/**
 * Hears what happens to jobs on this node. Called on the threads that do the work, several at once;
 * it should return quickly. What it throws is logged and disturbs nothing.
 */
@FunctionalInterface
public interface JobListener {
  /** Takes note of something that happened. */
  void on(JobEvent event);
}
