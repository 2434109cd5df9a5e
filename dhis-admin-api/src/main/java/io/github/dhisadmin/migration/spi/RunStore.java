package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.TransferredPart;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What is known of runs. Whatever changes one is written into the audit in the same transaction.
 * Thread safe.
 */
public interface RunStore {

  /**
   * Remembers a run whose tasks follow one by one. None of them begins, and the run does not end,
   * before it is {@linkplain #seal sealed}.
   *
   * @return its number
   */
  long begin(NewRun run);

  /**
   * Remembers a run with all its tasks, unless the same is under way.
   *
   * @param sameness what runs have in common that do the same; at most 64 characters
   * @param tasks makes the tasks of a run of this number
   * @return the run, or that which is under way
   */
  MigrationRun begin(NewRun run, String sameness, LongFunction<List<NewTask>> tasks);

  /** Says that all tasks of a run are there, and may begin. */
  void seal(long run);

  /** Ends runs of which no task waits or is with a worker; each is told to one caller only. */
  List<MigrationRunRecord> end();

  /**
   * Stops a run; it is sealed then.
   *
   * @param who asks, for the audit
   * @return how many of its tasks will not be done
   */
  int cancel(long run, String who);

  /** One run. */
  Optional<MigrationRunRecord> find(long run);

  /** Runs of a configuration before a number, the newest first. */
  List<MigrationRunRecord> list(String configuration, long before, int limit);

  /** What tasks of a run have taken over a wire, by their numbers. */
  List<TransferredPart> parts(long run, long afterTask, int limit);

  /** What was done to runs of a configuration before a number, the newest first. */
  List<AuditEntry> audit(String configuration, long before, int limit);

  /** What was done to one run, the oldest first. */
  List<AuditEntry> audit(long run);

  /** What would be lost. */
  PruningPlan plan(Pruning pruning);

  /**
   * Removes runs with all they have, but for the audit.
   *
   * @param who asks, for the audit
   * @return what was lost
   * @throws OutdatedPlanException if the plan that was seen does not cover it; nothing is
   */
  PruningPlan prune(PruningPlan seen, String who);
}
