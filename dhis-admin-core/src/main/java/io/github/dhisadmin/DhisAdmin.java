package io.github.dhisadmin;

import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.core.internal.analytics.LockedAnalyticsTables;
import io.github.dhisadmin.core.internal.integrity.CheckCatalogue;
import io.github.dhisadmin.core.internal.integrity.ConcurrentIntegrityService;
import io.github.dhisadmin.core.internal.integrity.expression.ExpressionChecks;
import io.github.dhisadmin.core.internal.resourcetable.LockedResourceTables;
import io.github.dhisadmin.core.internal.run.TableRuns;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The services of dhis-admin on one DHIS2 database. Build one per database and share it: it is
 * thread safe. Closing it ends its worker threads; data sources and whatever else the host passed
 * in stay open.
 */
public final class DhisAdmin implements AutoCloseable {
  private final SchemaReport schema;
  private final WorkerThreads workers;
  private final ResourceTableService resourceTables;
  private final AnalyticsTableService analytics;
  private final IntegrityService integrity;
  private final @Nullable SyncService syncOrNull;

  DhisAdmin(DhisAdminBuilder builder, Persistence persistence) {
    this.schema = persistence.prepare();
    this.workers = new WorkerThreads();
    TableRuns runs =
        new TableRuns(
            persistence,
            builder.accessPolicy(),
            builder.clock(),
            workers,
            builder.config().parallelism());
    this.resourceTables = new LockedResourceTables(runs, persistence);
    this.analytics = new LockedAnalyticsTables(runs, persistence);
    IntegrityStore checks = persistence.integrity();
    this.integrity =
        new ConcurrentIntegrityService(
            CheckCatalogue.of(shipped(checks), builder.customChecks(), checks::custom),
            checks.runs(),
            builder.accessPolicy(),
            builder.clock(),
            workers,
            builder.config().parallelism());
    this.syncOrNull =
        builder
            .sync()
            .map(
                plugin ->
                    plugin.open(
                        new SyncEnvironment(
                            persistence.sync(), builder.accessPolicy(), builder.clock())))
            .orElse(null);
  }

  private static List<StoredCheck> shipped(IntegrityStore store) {
    return Stream.concat(store.checks().stream(), ExpressionChecks.of(store.expressions()).stream())
        .toList();
  }

  /** Begins to describe the services a host wants. */
  public static DhisAdminBuilder builder() {
    return new DhisAdminBuilder();
  }

  /** What kind of DHIS2 database these services work on. */
  public SchemaReport schema() {
    return schema;
  }

  /** Rebuilds resource tables. */
  public ResourceTableService resourceTables() {
    return resourceTables;
  }

  /** Rebuilds analytics tables. */
  public AnalyticsTableService analytics() {
    return analytics;
  }

  /** Finds what is wrong in the metadata. */
  public IntegrityService integrity() {
    return integrity;
  }

  /**
   * Synchronises with other DHIS2 servers.
   *
   * @throws ConfigurationException if the builder was given no synchronisation
   */
  public SyncService sync() {
    if (syncOrNull == null) {
      throw new ConfigurationException(
          List.of("sync is required, for instance HttpSynchronisation.with(masterKeys)"));
    }
    return syncOrNull;
  }

  /**
   * Ends the worker threads; a run that is under way fails and leaves the old tables serving.
   * Closing twice does nothing.
   */
  @Override
  public void close() {
    workers.close();
  }
}
