package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the caller of each check that has ended. Thread safe. */
final class CheckProgress {
  private static final Logger log = LoggerFactory.getLogger(CheckProgress.class);
  private static final String STAGE = "Checking integrity";

  private final ProgressListener listener;
  private final Clock clock;
  private final int total;
  private final Instant start;
  private int done;

  /** Begins to measure now. */
  CheckProgress(ProgressListener listener, Clock clock, int checks) {
    this.listener = listener;
    this.clock = clock;
    this.total = Math.max(1, checks);
    this.start = clock.instant();
    tell("");
  }

  /** Takes note of a check that has ended. */
  synchronized void finished(String checkId) {
    done++;
    tell(checkId);
  }

  /** Checks differ too much for an estimate of the time that is left. */
  private void tell(String item) {
    try {
      listener.onProgress(
          new Progress(
              STAGE,
              item,
              done,
              total,
              done * 100 / total,
              Duration.between(start, clock.instant()),
              null));
    } catch (RuntimeException e) {
      log.warn("progress listener failed stage={}", STAGE, e);
    }
  }
}
