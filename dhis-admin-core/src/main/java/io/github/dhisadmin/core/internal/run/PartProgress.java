package io.github.dhisadmin.core.internal.run;

import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells the progress of one part of a run as progress of the whole run, so that percent and elapsed
 * time go on where the part before ended.
 */
public final class PartProgress implements ProgressListener {
  private final ProgressListener whole;
  private final int fromPercent;
  private final int toPercent;
  private final Duration before;

  /**
   * Takes the place of a listener while a part lasts.
   *
   * @param whole hears of the whole run
   * @param fromPercent where the part begins
   * @param toPercent where the part ends
   * @param before time that passed before the part began
   */
  public PartProgress(ProgressListener whole, int fromPercent, int toPercent, Duration before) {
    this.whole = whole;
    this.fromPercent = fromPercent;
    this.toPercent = toPercent;
    this.before = before;
  }

  @Override
  public void onProgress(Progress part) {
    whole.onProgress(
        new Progress(
            part.stage(),
            part.item(),
            part.done(),
            part.total(),
            fromPercent + part.percent() * (toPercent - fromPercent) / 100,
            before.plus(part.elapsed()),
            remaining(part)));
  }

  /** Only the last part knows how long the run will take. */
  private @Nullable Duration remaining(Progress part) {
    return toPercent == 100 ? part.remainingOrNull() : null;
  }
}
