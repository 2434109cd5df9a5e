package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.job.ActiveRun.StopCause;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Does the work of a run on the calling thread and says how it ended. */
final class JobRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
  private static final int LONGEST_ERROR = 10_000;

  /** What the history says of runs that ended because their node did. */
  static final String NODE_CLOSED = "The node was closed.";

  private final String node;
  private final JobStore store;
  private final JobTypeRegistry types;
  private final DuePlanner planner;
  private final JobViews views;
  private final JobEvents events;
  private final TransientRetry retry;
  private final LongSupplier nanos;

  JobRunner(
      String node,
      JobStore store,
      JobTypeRegistry types,
      DuePlanner planner,
      JobEvents events,
      TransientRetry retry,
      LongSupplier nanos) {
    this.node = node;
    this.store = store;
    this.types = types;
    this.planner = planner;
    this.views = new JobViews(types);
    this.events = events;
    this.retry = retry;
    this.nanos = nanos;
  }

  /** Runs it; never throws. */
  Settlement run(ActiveRun run) {
    JobRow job = run.job();
    long began = nanos.getAsLong();
    Map<String, String> outside = MDC.getCopyOfContextMap();
    MDC.put("dhisadmin.run", String.valueOf(run.owned().runId()));
    MDC.put("dhisadmin.job", job.uid());
    MDC.put("dhisadmin.type", job.type());
    MDC.put("dhisadmin.node", node);
    try {
      log.info(
          "job begins job={} type={} run={} attempt={}",
          job.uid(),
          job.type(),
          run.owned().runId(),
          run.start().attempt());
      events.tell(JobEvent.Kind.STARTED, job, run.owned().runId(), null, "");
      Settlement settlement = ended(run);
      log.info(
          "job ended job={} type={} run={} status={} durationMs={}",
          job.uid(),
          job.type(),
          run.owned().runId(),
          settlement.status(),
          since(began).toMillis());
      return settlement;
    } finally {
      MDC.setContextMap(outside == null ? Map.of() : outside);
    }
  }

  /** A run that was claimed ahead has begun later than it was claimed. */
  private Duration since(long began) {
    return Duration.ofNanos(nanos.getAsLong() - began);
  }

  /** A run whose end nobody can tell would be renewed for as long as its node lives. */
  private Settlement ended(ActiveRun run) {
    try {
      return work(run);
    } catch (Throwable e) {
      log.error("end of a run could not be told run={}", run.owned().runId(), e);
      return planner.unplanned(run.job(), describe(e));
    }
  }

  private Settlement work(ActiveRun run) {
    ProgressRecorder progress = new ProgressRecorder(run, store, events, nanos);
    RunContext context = new RunContext(run, views.job(run.job()), progress, store, retry, nanos);
    Throwable failure = null;
    long began = nanos.getAsLong();
    run.begin(Thread.currentThread());
    try {
      run.cancellation().check();
      types.get(run.job().type()).run(context, run.job().parameters());
    } catch (Throwable e) {
      failure = e;
    } finally {
      run.end();
    }
    Instant finished = run.at(nanos.getAsLong());
    Duration duration = since(began);
    Settlement settlement =
        settlement(run, failure, ProgressJson.write(progress.snapshot()), finished);
    events.metrics().time("job.duration", run.job().type(), duration);
    return settlement;
  }

  private Settlement settlement(
      ActiveRun run, @Nullable Throwable failure, String progress, Instant finished) {
    JobRow job = run.job();
    StopCause cause = run.cause();
    if (failure == null) {
      return settled(RunStatus.COMPLETED, null, progress, run, finished);
    }
    if (cause == StopCause.LEASE_LOST) {
      return planner.lost(
          job, run.start(), run.startedAt(), finished, "The node lost touch with the database.");
    }
    if (cause == StopCause.CLOSING) {
      Plan plan = planner.afterClosing(job, run.start(), run.startedAt(), finished);
      return new Settlement(RunStatus.STOPPED, NODE_CLOSED, progress, plan);
    }
    if (cause != null || failure instanceof CancelledException) {
      return settled(RunStatus.STOPPED, failure.getMessage(), progress, run, finished);
    }
    log.debug("job failed job={} run={}", job.uid(), run.owned().runId(), failure);
    Plan plan =
        failure instanceof InvalidRequestException
            ? planner.after(job, run.start(), RunStatus.FAILED, run.startedAt(), finished)
            : planner.afterFailure(job, run.start(), run.startedAt(), finished);
    return new Settlement(RunStatus.FAILED, describe(failure), progress, plan);
  }

  private Settlement settled(
      RunStatus status, @Nullable String error, String progress, ActiveRun run, Instant finished) {
    return new Settlement(
        status,
        error,
        progress,
        planner.after(run.job(), run.start(), status, run.startedAt(), finished));
  }

  /** The library's own failures speak for themselves; of others the kind is half of the story. */
  private static String describe(Throwable failure) {
    String text =
        failure instanceof DhisAdminException
            ? String.valueOf(failure.getMessage())
            : failure.toString();
    return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
  }
}
