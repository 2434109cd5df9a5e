package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.integrity.IssueListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.IntegrityRunLog;
import io.github.dhisadmin.spi.IntegrityRunLog.Begun;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import io.github.dhisadmin.spi.StoredCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * Runs checks several at a time, each apart from the others, and remembers what became of them.
 * Slow checks come last and one at a time, so that they neither hold up the others nor load the
 * database together.
 */
public final class ConcurrentIntegrityService implements IntegrityService {
  private final CheckCatalogue catalogue;
  private final IntegrityRunLog log;
  private final AccessPolicy accessPolicy;
  private final Clock clock;
  private final WorkerThreads workers;
  private final int parallelism;

  /** Runs the checks of a catalogue. */
  public ConcurrentIntegrityService(
      CheckCatalogue catalogue,
      IntegrityRunLog log,
      AccessPolicy accessPolicy,
      Clock clock,
      WorkerThreads workers,
      int parallelism) {
    this.catalogue = catalogue;
    this.log = log;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
    this.workers = workers;
    this.parallelism = parallelism;
  }

  @Override
  public List<IntegrityCheck> checks() {
    return catalogue.definitions();
  }

  @Override
  public List<IntegrityCheck> checks(CheckSelection selection) {
    return catalogue.selected(selection).stream().map(StoredCheck::definition).toList();
  }

  @Override
  public IntegrityResult summary(IntegrityRequest request, RunControl control) {
    return run(request.countingOnly(), Delivery.nowhere(), control);
  }

  @Override
  public IntegrityResult details(IntegrityRequest request, RunControl control) {
    return run(request, Delivery.withOutcome(), control);
  }

  @Override
  public IntegrityResult details(
      IntegrityRequest request, IssueListener listener, RunControl control) {
    return run(request, Delivery.to(listener), control);
  }

  @Override
  public IntegrityHistory history() {
    return new GuardedHistory(log, accessPolicy);
  }

  private IntegrityResult run(IntegrityRequest request, Delivery delivery, RunControl control) {
    accessPolicy.require("run integrity checks", Authority.PERFORM_MAINTENANCE);
    List<StoredCheck> checks = catalogue.selected(request.selection());
    ExecutorService pool = workers.open(parallelism);
    try {
      Begun begun = log.begin(request.issuesStored());
      RunLock lock = begun.lock();
      try (lock) {
        CheckRunner runner =
            new CheckRunner(
                request,
                delivery,
                log,
                begun.id(),
                control.cancellation(),
                new CheckProgress(control.progress(), clock, checks.size()),
                clock);
        return remembered(
            begun,
            runner,
            new CheckQueue(checks, runner, pool, parallelism, control.cancellation()));
      }
    } finally {
      workers.release(pool);
    }
  }

  private IntegrityResult remembered(Begun begun, CheckRunner runner, CheckQueue queue) {
    Instant start = clock.instant();
    boolean done = false;
    try {
      List<CheckOutcome> outcomes = queue.run();
      RunState state = stateOf(outcomes);
      log.finish(begun.id(), state);
      done = true;
      return new IntegrityResult(
          begun.id(),
          state,
          begun.at(),
          Duration.between(start, clock.instant()),
          outcomes,
          runner.warnings());
    } finally {
      if (!done) {
        log.finish(begun.id(), RunState.FAILED);
      }
    }
  }

  private static RunState stateOf(List<CheckOutcome> outcomes) {
    if (outcomes.stream().anyMatch(outcome -> outcome.status() == CheckStatus.CANCELLED)) {
      return RunState.CANCELLED;
    }
    boolean failed =
        outcomes.stream()
            .anyMatch(
                outcome ->
                    outcome.status() == CheckStatus.ERROR
                        || outcome.status() == CheckStatus.TIMEOUT);
    return failed ? RunState.FAILED : RunState.SUCCEEDED;
  }
}
