package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobQueueParameters;
import io.github.dhisadmin.job.JobWork;
import io.github.dhisadmin.job.OnFailure;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the jobs of a queue one after the other on the queue's own thread, so that a queue never
 * waits for a worker. What became of each is told by its run of the queue's occurrence; a queue
 * whose node died goes on from there.
 */
final class JobQueueWork implements JobWork<JobQueueParameters> {
  private static final int LAST_RUNS = 20;

  private final JobStore store;
  private final Supplier<? extends Members> members;

  /** The node, as a queue's run sees it. Nothing happens for a run that was taken from the node. */
  interface Members {
    /** Runs a member; empty if it cannot be run now. */
    Optional<RunStatus> runQueued(
        long queueRun, JobRow job, Instant occurrence, int attempt, Cancellation cancellation);

    /** Records that a member is left out. */
    void leaveOut(long queueRun, JobRow job, Instant occurrence, String why);
  }

  JobQueueWork(JobStore store, Supplier<? extends Members> members) {
    this.store = store;
    this.members = members;
  }

  @Override
  public void run(JobContext context, JobQueueParameters parameters) {
    boolean failed = false;
    boolean stopped = false;
    for (String uid : parameters.jobs()) {
      context.check();
      if (stopped) {
        leaveOut(context, uid, "Left out after a failure in the queue.");
        continue;
      }
      RunStatus status = statusOf(context, parameters, uid);
      context.message(uid + ": " + status);
      if (status != RunStatus.COMPLETED && status != RunStatus.NOT_RUN) {
        failed = true;
        stopped = parameters.onFailure() == OnFailure.STOP;
      }
    }
    if (failed) {
      throw new InvalidRequestException("Not all jobs of the queue were completed.");
    }
  }

  /** Its runs at the queue's occurrence, the last first. */
  private List<RunRow> before(String uid, Instant occurrence) {
    return store.runs(uid, LAST_RUNS).stream()
        .filter(run -> run.scheduledFor().equals(occurrence))
        .filter(run -> run.reason() == DueReason.QUEUE)
        .toList();
  }

  /**
   * What the last run has come to, by an earlier attempt of the queue on a node that died, or by a
   * queue that does not know yet that it was given up. One that ended only because its node was
   * closed has come to nothing.
   */
  private static Optional<RunStatus> outcome(List<RunRow> runs) {
    return runs.stream()
        .limit(1)
        .filter(run -> !JobRunner.NODE_CLOSED.equals(run.error()))
        .map(RunRow::status)
        .filter(status -> status != RunStatus.RUNNING)
        .findFirst();
  }

  /** What a job has come to before, or else comes to now. */
  private RunStatus statusOf(JobContext context, JobQueueParameters parameters, String uid) {
    long waited = 0;
    while (true) {
      context.check();
      // Each time anew: the run that is waited for may be the one of this very occurrence.
      List<RunRow> before = before(uid, context.scheduledFor());
      Optional<RunStatus> outcome = outcome(before);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      JobRow job =
          store
              .find(uid)
              .orElseThrow(() -> new NotFoundException("The queue's job " + uid + " is gone."));
      if (!job.options().enabled() || job.state().problem() != null) {
        leaveOut(context, uid, "Disabled or invalid when its turn came.");
        return RunStatus.NOT_RUN;
      }
      Optional<RunStatus> status =
          members
              .get()
              .runQueued(
                  context.runId(),
                  job,
                  context.scheduledFor(),
                  before.isEmpty() ? 1 : before.get(0).attempt() + 1,
                  context.control().cancellation());
      if (status.isPresent()) {
        return status.get();
      }
      if (waited >= parameters.waitSeconds()) {
        leaveOut(context, uid, "It, or a job that excludes it, was running all the time.");
        return RunStatus.FAILED;
      }
      pause(context);
      waited++;
    }
  }

  /** A second that a cancellation cuts short. */
  private static void pause(JobContext context) {
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Registration wake =
        context.control().cancellation().onCancel(cancelled::countDown);
    try {
      cancelled.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("The queue was interrupted.");
    } finally {
      wake.close();
    }
  }

  private void leaveOut(JobContext context, String uid, String why) {
    store
        .find(uid)
        .ifPresent(
            job -> members.get().leaveOut(context.runId(), job, context.scheduledFor(), why));
  }
}
