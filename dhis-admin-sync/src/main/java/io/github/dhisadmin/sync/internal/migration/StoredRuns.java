package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.access.Authority;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.TransferredPart;
import io.github.dhisadmin.migration.spi.RunStore;
import java.util.List;
import java.util.Optional;

/** Runs of a store, for those who may remove them. */
record StoredRuns(RunStore store, AccessPolicy accessPolicy) implements MigrationRuns {

  @Override
  public List<MigrationRunRecord> list(String configuration, long before, int limit) {
    return store.list(configuration, before, positive(limit));
  }

  @Override
  public Optional<MigrationRunRecord> find(long run) {
    return store.find(run);
  }

  @Override
  public List<TransferredPart> parts(long run, long afterTask, int limit) {
    return store.parts(run, afterTask, positive(limit));
  }

  @Override
  public List<AuditEntry> audit(String configuration, long before, int limit) {
    return store.audit(configuration, before, positive(limit));
  }

  @Override
  public List<AuditEntry> audit(long run) {
    return store.audit(run);
  }

  @Override
  public PruningPlan plan(Pruning pruning) {
    return store.plan(pruning);
  }

  @Override
  public PruningPlan prune(PruningPlan seen, String requestedBy) {
    accessPolicy.require("remove old migrations", Authority.EXPORT_DATA);
    if (requestedBy.isBlank()) {
      throw new InvalidRequestException("Runs are removed in somebody's name.");
    }
    return store.prune(seen, requestedBy);
  }

  private static int positive(int limit) {
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    return limit;
  }
}
