package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.TransferTotals;
import java.util.List;

/**
 * A task whose effect is there.
 *
 * @param handle the right to say so
 * @param followUps tasks that exist because of it
 * @param totals what it has taken over a wire
 */
public record Completion(TaskHandle handle, List<NewTask> followUps, TransferTotals totals) {

  /** Copies the follow-ups. */
  public Completion {
    followUps = List.copyOf(followUps);
  }

  /** Of a task that took no values anywhere. */
  public Completion(TaskHandle handle, List<NewTask> followUps) {
    this(handle, followUps, TransferTotals.NONE);
  }
}
