package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.ProcessType;

/**
 * A task that is to be kept.
 *
 * @param run the migration it belongs to
 * @param process what it does
 * @param key what it is about: a second task of the same run, process and key is no task
 * @param payload what it works on
 */
public record NewTask(long run, ProcessType process, String key, String payload) {
  /** Longer keys are refused. */
  public static final int LONGEST_KEY = 200;

  /** Wants a key that can be stored whole, as a cut one would merge tasks. */
  public NewTask {
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("The key of a task has 1 to 200 characters: " + key);
    }
  }
}
