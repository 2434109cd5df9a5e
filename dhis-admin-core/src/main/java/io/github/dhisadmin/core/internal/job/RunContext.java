package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.job.FailurePolicy;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.JobStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a run's work sees of it. */
final class RunContext implements JobContext {
  private final ActiveRun run;
  private final Job job;
  private final ProgressRecorder progress;
  private final JobStore store;
  private final TransientRetry retry;
  private final LongSupplier nanos;

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
          return;
        }
      }
      done++;
      report(name, String.valueOf(item), done, total);
    }
  }

  private void report(String stage, String item, int done, int total) {
    progress.onProgress(
        new Progress(
            stage, item, done, total, done * 100 / total, run.elapsed(nanos.getAsLong()), null));
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
