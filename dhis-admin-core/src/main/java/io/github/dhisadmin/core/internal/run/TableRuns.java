package io.github.dhisadmin.core.internal.run;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import io.github.dhisadmin.spi.TableRunLog.Ending;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs that build tables: one at a time per database, for callers who may, on a pool of workers
 * that lives as long as the run.
 */
public final class TableRuns {
  private final Persistence persistence;
  private final AccessPolicy accessPolicy;
  private final Clock clock;
  private final WorkerThreads workers;
  private final int parallelism;

  /** Keeps what every run needs. */
  public TableRuns(
      Persistence persistence,
      AccessPolicy accessPolicy,
      Clock clock,
      WorkerThreads workers,
      int parallelism) {
    this.persistence = persistence;
    this.accessPolicy = accessPolicy;
    this.clock = clock;
    this.workers = workers;
    this.parallelism = parallelism;
  }

  /** Does the work of a run if the caller may and no other run is under way. */
  public <R> R run(
      String operation, OptionalInt sessions, RunControl control, Function<EngineContext, R> work) {
    accessPolicy.require(operation, Authority.PERFORM_MAINTENANCE);
    RunLock lock =
        persistence
            .runLocks()
            .tryAcquire(RunLocks.TABLES)
            .orElseThrow(
                () ->
                    new ConflictException(
                        "Resource or analytics tables of this database are being built already,"
                            + " here or on another node; try again when that run has ended."));
    try (lock) {
      int threads = sessions.orElse(parallelism);
      ExecutorService pool = workers.open(threads);
      try {
        return work.apply(new EngineContext(clock, pool, threads, control));
      } finally {
        workers.release(pool);
      }
    }
  }

  /**
   * Looks at what a run would do, if the caller may run it; nobody is kept from running meanwhile.
   *
   * @param look takes the clock, and the number of sessions that the run would work on
   */
  public <R> R look(String operation, OptionalInt sessions, BiFunction<Clock, Integer, R> look) {
    accessPolicy.require(operation, Authority.PERFORM_MAINTENANCE);
    return look.apply(clock, sessions.orElse(parallelism));
  }

  /** Does the work of a run and remembers how it ended, also if it throws. */
  public <R> R remembered(TableRunKind kind, Supplier<R> work, Function<R, Ending> ending) {
    long id = persistence.tableRuns().begin(kind);
    Ending how = new Ending(RunState.FAILED, null, List.of());
    try {
      R result = work.get();
      how = ending.apply(result);
      return result;
    } catch (DhisAdminException e) {
      how = new Ending(RunState.FAILED, e.getMessage(), List.of());
      throw e;
    } finally {
      persistence.tableRuns().finish(id, how);
    }
  }

  /** The last runs of a kind, the newest first. */
  public List<RunRecord> last(TableRunKind kind, int limit) {
    if (limit < 1) {
      throw new InvalidRequestException("limit must be at least 1, but is " + limit + ".");
    }
    return persistence.tableRuns().last(kind, limit);
  }
}
