package io.github.dhisadmin.jooq.internal.progress;

import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the finished work of a run and tells the caller. Work is measured in costs that only
 * compare with each other; the percentage never falls, also when work is found on the way. Thread
 * safe; the listener is called by one thread at a time.
 */
public final class RunProgress {
  private static final Logger log = LoggerFactory.getLogger(RunProgress.class);

  /** Before this much of the work is done, an estimate of the rest says nothing. */
  private static final double ENOUGH_TO_ESTIMATE = 0.02;

  /** Costs are summed up in another order than they were planned in. */
  private static final double ROUNDING = 1e-6;

  private final ProgressListener listener;
  private final Clock clock;
  private final Instant start;
  private double planned;
  private double finished;
  private int items;
  private int itemsDone;
  private int percent;

  /** Begins to measure now. */
  public RunProgress(ProgressListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Takes note of pieces of work to come, and of what they cost together. */
  public synchronized void plan(int pieces, double cost) {
    planned += cost;
    items += pieces;
  }

  /** Tells that something has begun that is no piece of work by itself. */
  public synchronized void begin(String stage) {
    tell(stage, "");
  }

  /** Takes note of a finished piece of work. */
  public synchronized void finish(String stage, String item, double cost) {
    finish(stage, item, 1, cost);
  }

  /** Takes note of pieces of work that were finished together. */
  public synchronized void finish(String stage, String item, int pieces, double cost) {
    finished += cost;
    itemsDone += pieces;
    tell(stage, item);
  }

  private void tell(String stage, String item) {
    double share = planned == 0 ? 0 : Math.min(1, finished / planned);
    percent = Math.max(percent, (int) Math.floor(share * 100 + ROUNDING));
    Duration elapsed = Duration.between(start, clock.instant());
    Progress progress =
        new Progress(
            stage,
            item,
            Math.min(itemsDone, Math.max(1, items)),
            Math.max(1, items),
            percent,
            elapsed,
            remaining(share, elapsed));
    try {
      listener.onProgress(progress);
    } catch (RuntimeException e) {
      log.warn("progress listener failed stage={}", stage, e);
    }
  }

  private static @Nullable Duration remaining(double share, Duration elapsed) {
    return share < ENOUGH_TO_ESTIMATE
        ? null
        : Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - share) / share));
  }
}
