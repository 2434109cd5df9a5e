package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.job.ActiveRun.StopCause;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.job.JobEvent;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.SchedulerSettings;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobStore;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobTransitions.Ahead;
import io.github.dhisadmin.spi.JobTransitions.Claim;
import io.github.dhisadmin.spi.JobTransitions.ClaimRequest;
import io.github.dhisadmin.spi.JobTransitions.ClaimedRun;
import io.github.dhisadmin.spi.JobTransitions.LostRun;
import io.github.dhisadmin.spi.JobTransitions.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that runs jobs: one loop takes what is due, one says that the node lives, one stops runs
 * whose lease may have ended, and workers do the work. Started once and closed once.
 */
final class JobEngine implements AutoCloseable, JobQueueWork.Members {
  private static final Logger log = LoggerFactory.getLogger(JobEngine.class);
  private static final int LOOPS = 3;

  private static final Duration BEAT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration AFTER_STOP = Duration.ofSeconds(10);

  private final String node;
  private final SchedulerSettings settings;
  private final JobStore store;
  private final JobTypeRegistry types;
  private final DuePlanner planner;
  private final JobEvents events;
  private final WorkerThreads threads;
  private final JobRunner runner;
  private final Completions completions;
  private final ActiveRuns active;
  private final JobWorkers workers;
  private final ExecutorService background;
  private final BackgroundLoop polling;
  private final BackgroundLoop beating;
  private final BackgroundLoop watching;
  private long recoveredNanos;
  private boolean moreIsDue;
  private volatile boolean closing;

  JobEngine(
      String node,
      SchedulerSettings settings,
      JobStore store,
      JobTypeRegistry types,
      DuePlanner planner,
      JobEvents events,
      WorkerThreads threads) {
    this.node = node;
    this.settings = settings;
    this.store = store;
    this.types = types;
    this.planner = planner;
    this.events = events;
    this.threads = threads;
    this.runner =
        new JobRunner(
            node,
            store,
            types,
            planner,
            events,
            new TransientRetry(Duration.ofMillis(200)),
            System::nanoTime);
    this.completions = new Completions(store::finish, this::written);
    this.active =
        new ActiveRuns(
            node, settings, store.heartbeat(node, settings.lease(), BEAT_TIMEOUT), events);
    this.workers = new JobWorkers(settings.threads(), threads, this::wake);
    this.background = threads.open(LOOPS);
    this.polling = new BackgroundLoop(this::poll, this::pollFailed, settings.pollInterval());
    this.beating =
        new BackgroundLoop(active::beat, active::beatFailed, settings.heartbeat().dividedBy(3));
    this.watching = new BackgroundLoop(active::watch, this::pollFailed, settings.pollInterval());
    this.recoveredNanos = System.nanoTime() - settings.lease().toNanos();
  }

  void start() {
    background.execute(beating);
    background.execute(watching);
    background.execute(polling);
    log.info("scheduler started node={} threads={}", node, settings.threads());
  }

  /** Looks for due jobs soon. */
  void wake() {
    polling.wake();
  }

  private Duration poll() {
    completions.flush();
    recover();
    Ahead room = workers.room();
    int limit = room.room() / room.weight();
    if (active.areSilent() || limit == 0 || (moreIsDue && workers.areSupplied())) {
      // A run that ends wakes this.
      return settings.pollInterval();
    }
    Claim claim = claim(limit, room);
    moreIsDue = claim.size() >= limit;
    return moreIsDue ? Duration.ZERO : untilNext(claim);
  }

  private Claim claim(int limit, Ahead room) {
    long began = System.nanoTime();
    Claim claim = store.claim(request(limit, room), planner);
    events.metrics().time("poll.duration", "", Duration.ofNanos(System.nanoTime() - began));
    if (claim.size() == 0) {
      events.metrics().count("poll.empty", "", 1);
    }
    claim.skipped().forEach(each -> tellSkipped(each.job(), each.skip().why()));
    claim
        .quarantined()
        .forEach(
            each -> events.tell(JobEvent.Kind.QUARANTINED, each.job(), 0, null, each.problem()));
    claim.started().forEach(claimed -> submit(claimed, room.weightOf(claimed.job()), began));
    return claim;
  }

  private Duration untilNext(Claim claim) {
    Duration pause = jittered(settings.pollInterval());
    Instant next = claim.nextDue();
    Duration untilDue = next == null ? pause : Duration.between(claim.now(), next);
    return untilDue.compareTo(pause) < 0 ? untilDue : pause;
  }

  private void tellSkipped(JobRow job, String why) {
    log.info("job not run job={} type={} reason={}", job.uid(), job.type(), why);
    events.tell(JobEvent.Kind.NOT_RUN, job, 0, RunStatus.NOT_RUN, why);
  }

  private static Duration jittered(Duration interval) {
    return Duration.ofNanos(
        (long) (interval.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  private ClaimRequest request(int limit, Ahead room) {
    return new ClaimRequest(node, limit, types.names(), room, settings.aging(), settings.lease());
  }

  private void submit(ClaimedRun claimed, int weight, long asked) {
    events.metrics().count("job.claimed", claimed.job().type(), 1);
    events
        .metrics()
        .time(
            "job.lateness",
            claimed.job().type(),
            Duration.between(claimed.start().occurrence(), claimed.startedAt()));
    ActiveRun run = activate(claimed, asked);
    // Only a claim that outlasted the patience of close() finds no room.
    if (closing || !workers.offer(weight, () -> run(run))) {
      completions.add(new Finished(run.owned(), notBegun(run)));
    }
  }

  private void run(ActiveRun run) {
    long began = System.nanoTime();
    Settlement settlement = runner.run(run);
    workers.ran(run.job().type(), Duration.ofNanos(System.nanoTime() - began));
    end(run, settlement);
  }

  private Settlement notBegun(ActiveRun run) {
    return new Settlement(
        RunStatus.STOPPED,
        JobRunner.NODE_CLOSED,
        null,
        planner.afterClosing(run.job(), run.start(), run.startedAt(), run.startedAt()));
  }

  /**
   * Takes a claimed run over.
   *
   * @param asked before the claim: its lease has begun somewhere between then and now
   */
  private ActiveRun activate(ClaimedRun claimed, long asked) {
    ActiveRun run = new ActiveRun(claimed, System.nanoTime(), asked);
    active.add(run);
    return run;
  }

  private void end(ActiveRun run, Settlement settlement) {
    completions.add(new Finished(run.owned(), settlement));
  }

  /**
   * Runs a job of a queue on the caller's thread.
   *
   * @param queueRun the run of its queue
   * @param attempt which one at the queue's occurrence
   * @param queueCancellation stops it together with its queue
   * @return how it ended; empty if it is disabled, runs elsewhere, has run, or its key is taken
   */
  @Override
  public Optional<RunStatus> runQueued(
      long queueRun, JobRow job, Instant occurrence, int attempt, Cancellation queueCancellation) {
    long asked = System.nanoTime();
    return active
        .find(queueRun)
        .flatMap(
            queue ->
                store.claimQueued(queue, job.id(), occurrence, attempt, request(1, Ahead.none())))
        .map(
            claimed -> {
              ActiveRun run = activate(claimed, asked);
              Cancellation.Registration stop =
                  queueCancellation.onCancel(
                      () -> run.stop(closing ? StopCause.CLOSING : StopCause.CANCELLED));
              try {
                Settlement settlement = runner.run(run);
                end(run, settlement);
                return settlement.status();
              } finally {
                stop.close();
              }
            });
  }

  @Override
  public void leaveOut(long queueRun, JobRow job, Instant occurrence, String why) {
    active.find(queueRun).ifPresent(queue -> store.leaveOut(queue, job, occurrence, node, why));
  }

  private void written(Finished finished, boolean accepted) {
    ActiveRun run = active.remove(finished.run());
    if (run == null) {
      return;
    }
    // Its key is free now, and its job may be due again.
    wake();
    Settlement settlement = finished.settlement();
    JobEvent.Kind kind = accepted ? JobEvent.Kind.FINISHED : JobEvent.Kind.LOST;
    if (!accepted) {
      events.metrics().count("job.lost", run.job().type(), 1);
    }
    events.tell(
        kind,
        run.job(),
        finished.run().runId(),
        accepted ? settlement.status() : RunStatus.LOST,
        settlement.errorOrNull() == null ? "" : settlement.errorOrNull());
    Instant again = settlement.plan().dueAt();
    if (accepted && again != null && settlement.plan().occurrence() != null) {
      events.tell(
          JobEvent.Kind.RETRY_PLANNED, run.job(), finished.run().runId(), null, again.toString());
    }
  }

  /**
   * Looks for dead nodes, and for how much waits, as often as leases are renewed and not with each
   * poll.
   */
  private void recover() {
    long now = System.nanoTime();
    if (now - recoveredNanos < settings.heartbeat().toNanos()) {
      return;
    }
    recoveredNanos = now;
    for (LostRun lost :
        store.recover((job, at) -> planner.lost(job, at, "Its node fell silent."))) {
      tellLost(lost);
    }
    if (events.isMeasured()) {
      tellWaiting();
    }
  }

  private void tellWaiting() {
    Map<String, Integer> waiting = store.waiting(types.names());
    types
        .names()
        .forEach(
            type -> events.metrics().level("job.queue.depth", type, waiting.getOrDefault(type, 0)));
  }

  private void tellLost(LostRun lost) {
    JobRow job = lost.job();
    log.warn("run lost job={} run={} node={}", job.uid(), job.state().runId(), job.state().node());
    events.metrics().count("job.lost", job.type(), 1);
    events.tell(JobEvent.Kind.LOST, job, job.state().runId(), RunStatus.LOST, "");
  }

  private void pollFailed(Throwable failure) {
    log.warn(
        "looking for due jobs failed, trying again node={} error={}", node, failure.getMessage());
    log.debug("looking for due jobs failed node={}", node, failure);
    events.metrics().count("poll.failures", "", 1);
    events.tell(
        new JobEvent(
            JobEvent.Kind.POLL_FAILED, "", "", "", 0, null, String.valueOf(failure.getMessage())));
  }

  /** Stops a run of this node at once; other nodes hear of it with their next sign of life. */
  void cancelHere(long jobId) {
    active.cancel(jobId);
  }

  /**
   * Takes no more jobs, waits for runs under way, stops those that take too long, and gives back
   * what does not stop, so that nothing stays running in the store.
   */
  @Override
  public void close() {
    closing = true;
    polling.stop(AFTER_STOP);
    boolean idle = workers.awaitIdle(settings.shutdown());
    if (!idle) {
      active.stop(StopCause.CLOSING);
      workers.awaitIdle(settings.shutdown().dividedBy(3));
    }
    completions.flush();
    active.all().forEach(this::giveBack);
    completions.flush();
    watching.stop(AFTER_STOP);
    beating.stop(AFTER_STOP);
    try {
      store.announce(node, types.names(), true);
    } catch (StoreException e) {
      log.debug("the node could not be signed off node={}", node, e);
    }
    active.close();
    workers.close();
    threads.release(background);
    log.info("scheduler stopped node={} idle={}", node, idle);
  }

  private void giveBack(ActiveRun run) {
    Instant now = run.at(System.nanoTime());
    completions.add(
        new Finished(
            run.owned(),
            new Settlement(
                RunStatus.LOST,
                "The node was closed and the run did not stop.",
                null,
                planner.afterClosing(run.job(), run.start(), run.startedAt(), now))));
  }
}
