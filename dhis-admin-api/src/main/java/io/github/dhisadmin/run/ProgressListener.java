package io.github.dhisadmin.run;

/**
 * Hears the progress of a long operation. Called from the threads that do the work, one call at a
 * time; it should return quickly. What it throws is logged and does not disturb the run.
 */
@FunctionalInterface
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE = progress -> {};

  /** Takes note of where the run stands. */
  void onProgress(Progress progress);
}
