package io.github.dhisadmin.core.internal.maintenance;

import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.StoredOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operation that finds so many periods to prune, and prunes them or fails half way. */
final class FakeOperation implements StoredOperation<NoParameters> {
  /** How many periods there are. */
  long periods = 5;

  /** Which ones these are. */
  String subject = "";

  /** What stops the work half way; null if nothing does. */
  @Nullable RuntimeException failure;

  /** Whether it was executed. */
  boolean executed;

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return MaintenanceOperations.PRUNE_PERIODS;
  }

  @Override
  public Set<String> locks() {
    return Set.of("tables");
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of(CacheRegion.PERIODS);
  }

  @Override
  public Prepared prepare(NoParameters parameters, Cancellation cancellation) {
    Outlook outlook =
        new Outlook(
            Map.of("periods", periods), List.of(), List.of(), Duration.ofSeconds(1), subject);
    return new Prepared() {
      @Override
      public Outlook outlook() {
        return outlook;
      }

      @Override
      public Done execute(long runId, EngineContext context) {
        executed = true;
        long pruned = failure == null ? periods : periods / 2;
        return new Done(Map.of("periods", pruned), List.of(), List.of(), failure);
      }
    };
  }
}
