package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.Warning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A queue whose progress is told: what one worker has settled beside what is left for all of them.
 * More may follow from what is left, so the percentage stands still at times.
 */
final class WatchedQueue implements WorkQueue {
  private static final String STAGE = "Carrying out tasks of migrations";
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(2);
  private static final int WHOLE = 100;

  private final WorkQueue queue;
  private final TaskStore store;
  private ProgressListener listener;
  private final Clock clock;
  private final Instant began;
  private Instant tellAt;
  private int settled;
  private int percent;

  WatchedQueue(WorkQueue queue, TaskStore store, ProgressListener listener, Clock clock) {
    this.queue = queue;
    this.store = store;
    this.listener = listener;
    this.clock = clock;
    this.began = clock.instant();
    this.tellAt = began;
  }

  @Override
  public List<ClaimedTask> claim(Claim claim) {
    return queue.claim(claim);
  }

  @Override
  public void settled(List<TaskHandle> tasks) {
    queue.settled(tasks);
    settled += tasks.size();
    Instant now = clock.instant();
    if (!now.isBefore(tellAt)) {
      tellAt = now.plus(BETWEEN_COUNTS);
      tell(now);
    }
  }

  @Override
  public int relay() {
    return queue.relay();
  }

  @Override
  public List<Warning> warnings() {
    return queue.warnings();
  }

  @Override
  public void close() {
    queue.close();
  }

  private void tell(Instant now) {
    int left = store.open();
    Duration elapsed = Duration.between(began, now);
    percent = Math.max(percent, (int) ((long) WHOLE * settled / Math.max(1, settled + left)));
    Progress progress =
        new Progress(
            STAGE,
            "",
            settled,
            Math.max(1, settled + left),
            percent,
            elapsed,
            settled == 0 ? null : elapsed.multipliedBy(left).dividedBy(settled));
    try {
      listener.onProgress(progress);
    } catch (RuntimeException e) {
      // The tasks go on; who cannot listen is told nothing more.
      listener = ProgressListener.NONE;
    }
  }
}
