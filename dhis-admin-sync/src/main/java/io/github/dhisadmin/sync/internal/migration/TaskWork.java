package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;
import java.util.List;

/**
 * What is done for tasks of one process type. A task may be carried out twice, if the process dies
 * before its end is stored: the effect at the servers has to be the same.
 */
@FunctionalInterface
interface TaskWork {

  /**
   * Carries a task out.
   *
   * @param cancellation stops it; it is then put back
   * @return tasks that follow from it
   * @throws RefusedException if its effect could not be had
   */
  List<NewTask> carryOut(NewTask task, Cancellation cancellation);
}
