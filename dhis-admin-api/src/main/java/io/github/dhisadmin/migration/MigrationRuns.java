package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.OutdatedPlanException;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import java.util.List;
import java.util.Optional;

/**
 * What was ever migrated, by whom, and with what result. Reading needs no authority; removing needs
 * {@code F_EXPORT_DATA}. Thread safe.
 */
public interface MigrationRuns {
  /** Before it comes everything: where paging from the newest on begins. */
  long NEWEST = Long.MAX_VALUE;

  /**
   * Runs of a configuration, the newest first.
   *
   * @param before only runs with a smaller number; {@link #NEWEST} for the first page
   * @param limit how many at most, at least 1
   */
  List<MigrationRunRecord> list(String configuration, long before, int limit);

  /** One run. */
  Optional<MigrationRunRecord> find(long run);

  /**
   * What each task of a run has taken over a wire, in the order of their numbers.
   *
   * @param afterTask only what follows this number; 0 for all
   * @param limit how many at most, at least 1
   */
  List<TransferredPart> parts(long run, long afterTask, int limit);

  /**
   * What was done to the runs of a configuration, the newest first; also to runs that were pruned.
   *
   * @param before only entries with a smaller number; {@link #NEWEST} for the first page
   * @param limit how many at most, at least 1
   */
  List<AuditEntry> audit(String configuration, long before, int limit);

  /** What was done to one run, the oldest first; also if it was pruned. */
  List<AuditEntry> audit(long run);

  /** What would be lost if old runs were removed. Changes nothing. */
  PruningPlan plan(Pruning pruning);

  /**
   * Removes old runs with their tasks and discrepancies.
   *
   * @param seen what the caller has agreed to lose
   * @param requestedBy who asks, for the audit
   * @return what was lost
   * @throws OutdatedPlanException if more would be lost by now; nothing is
   * @throws InvalidRequestException if nobody asks
   */
  PruningPlan prune(PruningPlan seen, String requestedBy);
}
