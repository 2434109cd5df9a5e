package io.github.dhisadmin.spi;

import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityHistory;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.RunLocks.RunLock;
import java.time.Instant;
import java.util.List;

/** Remembers runs of checks and what they found. */
public interface IntegrityRunLog extends IntegrityHistory {

  /**
   * Takes note that a run has begun. A run whose process dies counts as interrupted, which is known
   * by its lock.
   *
   * @param issuesStored whether {@link #store} will be called with its issues
   */
  Begun begin(boolean issuesStored);

  /** Keeps issues of a check, in batches of the caller's choice. */
  void store(long runId, IntegrityCheck check, List<IntegrityIssue> issues);

  /** Takes note of how a check ended. */
  void finished(long runId, CheckOutcome outcome);

  /** Takes note of how a run ended. */
  void finish(long runId, RunState state);

  /**
   * A run that has begun.
   *
   * @param id its number
   * @param at when, by the database's clock
   * @param lock to be held until {@link #finish} was called
   */
  record Begun(long id, Instant at, RunLock lock) {}
}
