package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.TaskRetries;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How a worker process works.
 *
 * @param worker who it is, for people
 * @param concurrency how many tasks of each process type it carries out at the same time
 * @param lease how long it may be silent before others take its tasks
 * @param poll how long it waits at most before it looks again
 * @param retries how often tasks are tried
 * @param backlog how many uploads of data wait at least while no more data are fetched
 * @param patience how many passes in a row the database may fail before the worker gives up
 */
record WorkerSettings(
    String worker,
    Map<ProcessType, Integer> concurrency,
    Duration lease,
    Duration poll,
    TaskRetries retries,
    int backlog,
    int patience) {

  /** Two and a half million values, some 500 MB of the database. */
  private static final int MOST_WAITING = 500;

  WorkerSettings {
    concurrency = Map.copyOf(concurrency);
  }

  /** Four at a time from and to servers, which their own limits hold back as well. */
  static WorkerSettings defaults(String worker) {
    return new WorkerSettings(
        worker,
        Map.of(
            ProcessType.METADATA_DOWNLOAD, 4,
            ProcessType.METADATA_UPLOAD, 1,
            ProcessType.DATA_DOWNLOAD, 4,
            ProcessType.DATA_UPLOAD, 4,
            ProcessType.DATA_DELETION, 2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        TaskRetries.DEFAULT,
        MOST_WAITING,
        300);
  }

  /** The same for some process types; tasks of others are left to who can do them. */
  WorkerSettings only(Set<ProcessType> processes) {
    Map<ProcessType, Integer> some = new EnumMap<>(concurrency);
    some.keySet().retainAll(processes);
    return new WorkerSettings(worker, some, lease, poll, retries, backlog, patience);
  }

  /** A third of the lease: two signs of life may be lost. */
  Duration heartbeat() {
    return lease.dividedBy(3);
  }
}
