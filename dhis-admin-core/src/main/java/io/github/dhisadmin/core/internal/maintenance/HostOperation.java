package io.github.dhisadmin.core.internal.maintenance;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.CacheRegion;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.NoParameters;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.MaintenanceHost;
import io.github.dhisadmin.spi.MaintenanceStore;
import io.github.dhisadmin.spi.StoredOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operation that asks the host to do something, and has nothing to count. */
final class HostOperation implements StoredOperation<NoParameters> {
  private final MaintenanceOperation<NoParameters> definition;
  private final @Nullable MaintenanceHost host;
  private final Runnable work;

  private HostOperation(
      MaintenanceOperation<NoParameters> definition,
      @Nullable MaintenanceHost host,
      Runnable work) {
    this.definition = definition;
    this.host = host;
    this.work = work;
  }

  /** The operations that need a host for all or part of what they do. */
  static Stream<StoredOperation<?>> of(MaintenanceStore store, @Nullable MaintenanceHost host) {
    return Stream.of(
        new HostOperation(
            MaintenanceOperations.CLEAR_CACHE,
            host,
            () -> {
              store.advanceCacheEpoch();
              if (host != null) {
                host.clearCaches(Set.of(CacheRegion.ALL));
              }
            }),
        new HostOperation(
            MaintenanceOperations.RELOAD_APPS,
            host,
            () -> {
              if (host != null) {
                host.reloadApps();
              }
            }));
  }

  @Override
  public MaintenanceOperation<NoParameters> definition() {
    return definition;
  }

  @Override
  public Set<String> locks() {
    return Set.of();
  }

  @Override
  public Set<CacheRegion> invalidated() {
    return Set.of();
  }

  @Override
  public Prepared prepare(NoParameters parameters, Cancellation cancellation) {
    return new Prepared() {
      @Override
      public Outlook outlook() {
        return new Outlook(Map.of(), blockers(), List.of(), Duration.ZERO, "");
      }

      @Override
      public Done execute(long runId, EngineContext context) {
        try {
          cancellation.check();
          work.run();
          return new Done(Map.of(), blockers(), List.of(), null);
        } catch (DhisAdminException e) {
          return new Done(Map.of(), blockers(), List.of(), e);
        }
      }
    };
  }

  private List<Blocker> blockers() {
    return host != null
        ? List.of()
        : List.of(
            new Blocker(
                "host",
                definition.name(),
                "",
                "NO_HOST",
                "no application is attached that could do it",
                1));
  }
}
