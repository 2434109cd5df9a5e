package io.github.dhisadmin.core.internal.maintenance;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceEffect;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.MaintenanceHost;
import io.github.dhisadmin.spi.MaintenanceRunLog;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import io.github.dhisadmin.spi.StoredOperation;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Outlook;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maintenance for callers who may, each operation once at a time per database. */
public final class LockedMaintenance implements MaintenanceService {
  private final MaintenanceStore store;
  private final RunLocks locks;
  private final OperationCatalogue catalogue;
  private final @Nullable MaintenanceHost host;
  private final AccessPolicy accessPolicy;
  private final Clock clock;
  private final WorkerThreads workers;
  private final int parallelism;

  /** Offers the operations of a store, and those of a host if there is one. */
  public LockedMaintenance(
      MaintenanceStore store,
      RunLocks locks,
      @Nullable MaintenanceHost host,
      AccessPolicy accessPolicy,
      Clock clock,
      WorkerThreads workers,
      int parallelism) {
    this.store = store;
    this.locks = locks;
    this.catalogue =
        new OperationCatalogue(
            Stream.concat(store.operations().stream(), HostOperation.of(store, host)));
    this.host = host;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
    this.workers = workers;
    this.parallelism = parallelism;
  }

  @Override
  public List<MaintenanceOperation<?>> operations() {
    return catalogue.definitions();
  }

  @Override
  public MaintenanceOperation<?> operation(String name) {
    return catalogue.named(name);
  }

  @Override
  public MaintenancePlan plan(MaintenanceRequest<?> request, RunControl control) {
    allow("plan", request.operation());
    return planOf(request, prepared(request, control).outlook());
  }

  @Override
  public MaintenanceResult execute(
      MaintenanceRequest<?> request, Confirmation confirmation, RunControl control) {
    allow("execute", request.operation());
    StoredOperation<?> operation = catalogue.of(request);
    if (request.operation().effect() == MaintenanceEffect.DESTRUCTIVE
        && confirmation.token().isEmpty()) {
      throw new InvalidRequestException(
          request.operation().name()
              + " destroys data: plan it first, and confirm the plan with its token.");
    }
    List<RunLock> held = lock(operation);
    try {
      return remembered(request, operation, confirmation, control);
    } finally {
      held.forEach(RunLock::close);
    }
  }

  @Override
  public List<MaintenanceRunRecord> lastRuns(int limit) {
    accessPolicy.require("read the history of maintenance", Authority.PERFORM_MAINTENANCE);
    if (limit < 1) {
      throw new InvalidRequestException("limit must be at least 1, but is " + limit + ".");
    }
    return log().last(limit);
  }

  private MaintenanceResult remembered(
      MaintenanceRequest<?> request,
      StoredOperation<?> operation,
      Confirmation confirmation,
      RunControl control) {
    Instant start = clock.instant();
    boolean died = log().hasDied(request.operation().name());
    long runId = log().begin(request);
    Done done;
    try {
      Prepared prepared = prepared(request, control);
      Outlook outlook = prepared.outlook();
      check(request, confirmation, outlook);
      log().planned(runId, outlook.counts());
      done = tellHost(operation, execute(prepared, runId, control), died);
    } catch (RuntimeException e) {
      rememberFailure(runId, e);
      throw e;
    }
    RuntimeException failure = done.failureOrNull();
    RunState state = stateOf(failure);
    String error = failure == null ? null : String.valueOf(failure.getMessage());
    log().finish(runId, state, error);
    return new MaintenanceResult(
        runId,
        request.operation().name(),
        state,
        done.counts(),
        done.blockers(),
        done.warnings(),
        Duration.between(start, clock.instant()),
        error);
  }

  /** What is wrong with the history must not hide what is wrong with the execution. */
  private void rememberFailure(long runId, RuntimeException failure) {
    try {
      log().finish(runId, stateOf(failure), String.valueOf(failure.getMessage()));
    } catch (DhisAdminException e) {
      failure.addSuppressed(e);
    }
  }

  private Done execute(Prepared prepared, long runId, RunControl control) {
    ExecutorService pool = workers.open(parallelism);
    try {
      return prepared.execute(runId, new EngineContext(clock, pool, parallelism, control));
    } finally {
      workers.release(pool);
    }
  }

  /**
   * What changed is wrong in the host's caches, also if the rest failed.
   *
   * @param died whether an execution has changed something and died before it could tell
   */
  private Done tellHost(StoredOperation<?> operation, Done done, boolean died) {
    boolean changed = died || done.counts().values().stream().anyMatch(count -> count > 0);
    if (!changed || operation.invalidated().isEmpty()) {
      return done;
    }
    if (host == null) {
      List<Warning> warnings = new ArrayList<>(done.warnings());
      warnings.add(
          new Warning(
              "CACHES_NOT_CLEARED",
              "",
              "no application is attached; clear the caches of the servers on this database: "
                  + new TreeSet<>(operation.invalidated()),
              1));
      return new Done(done.counts(), done.blockers(), warnings, done.failureOrNull());
    }
    try {
      host.clearCaches(operation.invalidated());
      return done;
    } catch (RuntimeException e) {
      RuntimeException failure = done.failureOrNull();
      if (failure != null) {
        failure.addSuppressed(e);
      }
      return new Done(
          done.counts(), done.blockers(), done.warnings(), failure == null ? e : failure);
    }
  }

  private static RunState stateOf(@Nullable RuntimeException failure) {
    if (failure == null) {
      return RunState.SUCCEEDED;
    }
    return failure instanceof CancelledException ? RunState.CANCELLED : RunState.FAILED;
  }

  private static void check(
      MaintenanceRequest<?> request, Confirmation confirmation, Outlook outlook) {
    MaintenancePlan plan = planOf(request, outlook);
    confirmation
        .token()
        .filter(token -> !token.equals(plan.token()))
        .ifPresent(
            token -> {
              throw new OutdatedPlanException(
                  request.operation().name()
                      + " is not executed, as the plan that was confirmed is not that of the data"
                      + " any more, or of other parameters. Now it would change "
                      + words(plan.counts())
                      + "; plan again and confirm that.");
            });
    if (plan.total() > confirmation.maxRows()) {
      throw new InvalidRequestException(
          request.operation().name()
              + " would change "
              + words(plan.counts())
              + ", which is more than the limit of "
              + confirmation.maxRows()
              + ".");
    }
  }

  private static String words(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "nothing that is counted"
        : String.join(
            ", ",
            counts.entrySet().stream().map(step -> step.getKey() + " " + step.getValue()).toList());
  }

  private static MaintenancePlan planOf(MaintenanceRequest<?> request, Outlook outlook) {
    return new MaintenancePlan(
        request.operation().name(),
        outlook.counts(),
        outlook.blockers(),
        outlook.warnings(),
        outlook.estimatedTime(),
        PlanToken.of(request, outlook));
  }

  private <P extends Record> Prepared prepared(MaintenanceRequest<P> request, RunControl control) {
    return catalogue.of(request).prepare(request.parameters(), control.cancellation());
  }

  private List<RunLock> lock(StoredOperation<?> operation) {
    String name = operation.definition().name();
    List<RunLock> held = new ArrayList<>();
    boolean all = false;
    try {
      held.add(acquire("maintenance " + name, () -> name + " is being executed already"));
      // In one order, so that two operations cannot each hold what the other needs.
      for (String other : new TreeSet<>(operation.locks())) {
        held.add(acquire(other, () -> name + " has to wait for a run on the same " + other));
      }
      all = true;
      return held;
    } finally {
      if (!all) {
        held.forEach(RunLock::close);
      }
    }
  }

  private RunLock acquire(String lock, Supplier<String> problem) {
    return locks
        .tryAcquire(lock)
        .orElseThrow(
            () ->
                new ConflictException(
                    problem.get()
                        + ", here or on another node; try again when that run has ended."));
  }

  private void allow(String verb, MaintenanceOperation<?> operation) {
    accessPolicy.require(verb + " " + operation.name(), operation.authority());
  }

  private MaintenanceRunLog log() {
    return store.runs();
  }
}
