package io.github.dhisadmin.migration.spi;

import java.util.List;

/**
 * A task whose effect is there.
 *
 * @param handle the right to say so
 * @param followUps tasks that exist because of it
 */
public record Completion(TaskHandle handle, List<NewTask> followUps) {

  /** Copies the follow-ups. */
  public Completion {
    followUps = List.copyOf(followUps);
  }
}
