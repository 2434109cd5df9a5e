package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.FailurePolicy;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.RunError;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run's work sees of it. */
final class RunContext implements JobContext {
  private static final int MOST_ERRORS = 1_000;
  private static final int LONGEST_CODE = 50;
  private static final int LONGEST_OBJECT = 255;
  private static final int LONGEST_MESSAGE = 2_000;

  private final ActiveRun run;
  private final Job job;
  private final ProgressRecorder progress;
  private final JobStore store;
  private final TransientRetry retry;
  private final LongSupplier nanos;
  private final AtomicInteger errors = new AtomicInteger();
  private int stages = 1;
  private int endedStages;
  private int percent;

  RunContext(
      ActiveRun run,
      Job job,
      ProgressRecorder progress,
      JobStore store,
      TransientRetry retry,
      LongSupplier nanos) {
    this.run = run;
    this.job = job;
    this.progress = progress;
    this.store = store;
    this.retry = retry;
    this.nanos = nanos;
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public long runId() {
    return run.owned().runId();
  }

  @Override
  public int attempt() {
    return run.start().attempt();
  }

  @Override
  public Instant scheduledFor() {
    return run.start().occurrence();
  }

  @Override
  public RunControl control() {
    return new RunControl(progress, run.cancellation());
  }

  @Override
  public void check() {
    run.cancellation().check();
  }

  @Override
  public void message(String text) {
    progress.message(text);
  }

  @Override
  public void error(String code, @Nullable String objectOrNull, String message) {
    if (code.isBlank() || code.length() > LONGEST_CODE) {
      throw new InvalidRequestException(
          "The code of an error has 1 to " + LONGEST_CODE + " characters; '" + code + "' has not.");
    }
    if (errors.incrementAndGet() > MOST_ERRORS) {
      return;
    }
    RunError error =
        new RunError(
            code,
            objectOrNull == null ? null : shortened(objectOrNull, LONGEST_OBJECT),
            shortened(message, LONGEST_MESSAGE));
    if (!store.error(run.owned(), error)) {
      run.stop(ActiveRun.StopCause.LEASE_LOST);
      check();
    }
  }

  private static String shortened(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  @Override
  public void stages(int count) {
    stages = Math.max(1, count);
  }

  @Override
  public void stage(String name, Runnable work) {
    stage(name, List.of(name), FailurePolicy.FAIL, item -> work.run());
  }

  @Override
  public <T> void stage(String name, Collection<T> items, FailurePolicy policy, Consumer<T> work) {
    int total = Math.max(1, items.size());
    int done = 0;
    int succeeded = 0;
    report(name, "", 0, total);
    for (T item : items) {
      check();
      try {
        work.accept(item);
        succeeded++;
      } catch (CancelledException e) {
        throw e;
      } catch (DhisAdminException | IllegalStateException | IllegalArgumentException e) {
        if (policy == FailurePolicy.FAIL
            || (policy == FailurePolicy.SKIP_ITEM_OUTLIER && succeeded == 0)) {
          throw e;
        }
        message(name + ", " + item + ": " + e.getMessage());
        if (policy == FailurePolicy.SKIP_STAGE) {
          break;
        }
      }
      done++;
      report(name, String.valueOf(item), done, total);
    }
    endedStages++;
  }

  private void report(String stage, String item, int done, int total) {
    int all = Math.max(stages, endedStages + 1);
    percent = Math.max(percent, (endedStages * 100 + done * 100 / total) / all);
    Duration elapsed = run.elapsed(nanos.getAsLong());
    progress.onProgress(
        new Progress(stage, item, done, total, percent, elapsed, remaining(elapsed)));
  }

  /** If what is left takes as long as what is done. */
  private @Nullable Duration remaining(Duration elapsed) {
    return percent == 0 ? null : elapsed.multipliedBy(100L - percent).dividedBy(percent);
  }

  @Override
  public <T> T retrying(Supplier<T> unit) {
    return retry.call(
        () -> {
          check();
          return unit.get();
        });
  }

  @Override
  public void fenced(Runnable chunk) {
    check();
    if (!store.fenced(run.owned(), chunk)) {
      run.stop(ActiveRun.StopCause.LEASE_LOST);
      throw new CancelledException("The job belongs to another node, or to nobody, by now.");
    }
  }
}
