package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.run.Cancellation;

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
   * @return what it has brought about
   * @throws RefusedException if its effect could not be had
   */
  TaskEffect carryOut(NewTask task, Cancellation cancellation);
}
