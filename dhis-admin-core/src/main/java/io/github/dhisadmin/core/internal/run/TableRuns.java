package io.github.dhisadmin.core.internal.run;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Runs that build tables: one at a time per database, for callers who may, on a pool of workers
 * that lives as long as the run.
 */
public final class TableRuns {
  private static final String LOCK = "tables";

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
            .tryAcquire(LOCK)
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
}
