package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.spi.NewTask;
import java.util.List;

/**
 * What a task has brought about.
 *
 * @param followUps tasks that exist because of it
 * @param totals what it has taken over a wire
 */
record TaskEffect(List<NewTask> followUps, TransferTotals totals) {

  TaskEffect {
    followUps = List.copyOf(followUps);
  }

  /** Of a task that took no values anywhere. */
  static TaskEffect followedBy(List<NewTask> followUps) {
    return new TaskEffect(followUps, TransferTotals.NONE);
  }
}
