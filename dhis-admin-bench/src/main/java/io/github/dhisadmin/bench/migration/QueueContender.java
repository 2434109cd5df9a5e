package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A queue by itself: one thread relays, takes, settles and does nothing in between, as a worker
 * does whose tasks take no time.
 */
final class QueueContender implements TaskContender {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long GLANCE_NANOS = 500_000;

  private final String name;
  private final TaskTable table;
  private final Supplier<WorkQueue.Factory> queues;
  private final int atOnce;

  /**
   * A queue.
   *
   * @param queues makes queues that hold nothing yet
   * @param atOnce how many tasks are taken, and settled, together
   */
  QueueContender(String name, TaskTable table, Supplier<WorkQueue.Factory> queues, int atOnce) {
    this.name = name;
    this.table = table;
    this.queues = queues;
    this.atOnce = atOnce;
  }

  @Override
  public String name() {
    return "%s, %d at once".formatted(name, atOnce);
  }

  @Override
  public Lap run(int tasks) {
    long run = table.begin();
    try (WorkQueue queue = queues.get().open(table.store())) {
      long start = System.nanoTime();
      table.enqueue(run, tasks);
      long enqueued = System.nanoTime();
      drain(queue, tasks, enqueued + PATIENCE.toNanos());
      Lap lap = Lap.of(start, enqueued, System.nanoTime());
      if (!queue.warnings().isEmpty()) {
        throw new BenchmarkException(name + ": " + queue.warnings(), null);
      }
      table.check(run, tasks, name);
      return lap;
    }
  }

  private void drain(WorkQueue queue, int tasks, long deadline) {
    Claim claim = new Claim("bench", Map.of(ProcessType.DATA_UPLOAD, atOnce), LEASE);
    int done = 0;
    while (done < tasks) {
      queue.relay();
      List<TaskHandle> taken = queue.claim(claim).stream().map(ClaimedTask::handle).toList();
      if (taken.isEmpty()) {
        LockSupport.parkNanos(GLANCE_NANOS);
        if (System.nanoTime() - deadline > 0) {
          throw new BenchmarkException(
              name + " has got through " + done + " of " + tasks + " tasks", null);
        }
      } else {
        done +=
            table
                .store()
                .complete(taken.stream().map(each -> new Completion(each, List.of())).toList())
                .size();
        queue.settled(taken);
      }
    }
  }
}
