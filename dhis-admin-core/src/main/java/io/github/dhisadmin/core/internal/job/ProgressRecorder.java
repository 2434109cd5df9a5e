package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.JobProgress;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.spi.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of a run's progress at once and stores it now and then, so that other nodes can
 * read it. Storing is no sign of life: a run that has nothing to say is as alive as any other.
 */
final class ProgressRecorder implements ProgressListener {
  private static final Logger log = LoggerFactory.getLogger(ProgressRecorder.class);
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(2);
  private static final int MOST_MESSAGES = 100;
  private static final int LONGEST_MESSAGE = 2_000;

  private final ActiveRun run;
  private final JobStore store;
  private final JobEvents events;
  private final LongSupplier nanos;
  private final List<String> messages = new ArrayList<>();
  private @Nullable Progress current;
  private long writtenNanos;

  ProgressRecorder(ActiveRun run, JobStore store, JobEvents events, LongSupplier nanos) {
    this.run = run;
    this.store = store;
    this.events = events;
    this.nanos = nanos;
    this.writtenNanos = nanos.getAsLong();
  }

  @Override
  public void onProgress(Progress progress) {
    synchronized (this) {
      current = progress;
    }
    events.tell(
        JobEvent.Kind.PROGRESSED,
        run.job(),
        run.owned().runId(),
        null,
        progress.stage() + " " + progress.percent() + "%");
    writeNowAndThen();
  }

  void message(String text) {
    synchronized (this) {
      if (messages.size() < MOST_MESSAGES) {
        messages.add(
            text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text);
      }
    }
    writeNowAndThen();
  }

  synchronized JobProgress snapshot() {
    return new JobProgress(current, messages);
  }

  private void writeNowAndThen() {
    long now = nanos.getAsLong();
    synchronized (this) {
      if (now - writtenNanos < BETWEEN_WRITES.toNanos()) {
        return;
      }
      writtenNanos = now;
    }
    try {
      if (!store.progress(run.owned(), ProgressJson.write(snapshot()))) {
        run.stop(ActiveRun.StopCause.LEASE_LOST);
      }
    } catch (StoreException e) {
      log.debug("progress could not be stored run={}", run.owned().runId(), e);
    }
  }
}
