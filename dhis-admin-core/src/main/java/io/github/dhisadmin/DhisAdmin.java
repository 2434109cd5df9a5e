package io.github.dhisadmin;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.core.internal.analytics.LockedAnalyticsTables;
import io.github.dhisadmin.core.internal.cache.CacheRegistry;
import io.github.dhisadmin.core.internal.cache.LibraryCaches;
import io.github.dhisadmin.core.internal.datalock.GuardedDataLocks;
import io.github.dhisadmin.core.internal.integrity.CheckCatalogue;
import io.github.dhisadmin.core.internal.integrity.ConcurrentIntegrityService;
import io.github.dhisadmin.core.internal.integrity.expression.ExpressionChecks;
import io.github.dhisadmin.core.internal.job.BuiltInJobs;
import io.github.dhisadmin.core.internal.job.DataSyncJobs;
import io.github.dhisadmin.core.internal.job.JobScheduler;
import io.github.dhisadmin.core.internal.job.MetadataSyncJobs;
import io.github.dhisadmin.core.internal.job.MigrationJobs;
import io.github.dhisadmin.core.internal.job.RegisteredType;
import io.github.dhisadmin.core.internal.job.host.DiagnosedHostJobs;
import io.github.dhisadmin.core.internal.job.host.HostJobImports;
import io.github.dhisadmin.core.internal.maintenance.LockedMaintenance;
import io.github.dhisadmin.core.internal.minmax.LockedMinMaxValues;
import io.github.dhisadmin.core.internal.resourcetable.LockedResourceTables;
import io.github.dhisadmin.core.internal.run.TableRuns;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.core.internal.statistics.CountedStatistics;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.host.HostJobService;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.sync.SyncService;
import io.github.dhisadmin.sync.spi.OpenSynchronisation;
import io.github.dhisadmin.sync.spi.SyncEnvironment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The services of dhis-admin on one DHIS2 database. Build one per database and share it: it is
 * thread safe. It runs jobs only after {@link #start()}. Closing it ends its worker threads; data
 * sources and whatever else the host passed in stay open.
 */
public final class DhisAdmin implements AutoCloseable {
  private final SchemaReport schema;
  private final WorkerThreads workers;
  private final Services services;
  private final JobScheduler scheduler;
  private final HostJobService hostJobs;
  private final DataStatisticsService statistics;
  private final DataLockService dataLocks;
  private final MinMaxValueService minMaxValues;
  private final CacheService caches;
  private final @Nullable SyncService syncOrNull;

  DhisAdmin(DhisAdminBuilder builder, Persistence persistence) {
    this.schema = persistence.prepare();
    this.workers = new WorkerThreads();
    IntegrityStore checks = persistence.integrity();
    CheckCatalogue catalogue =
        CheckCatalogue.of(shipped(checks), builder.customChecks(), checks::custom);
    this.services = Services.of(builder, builder.accessPolicy(), persistence, catalogue, workers);
    LibraryCaches libraryCaches =
        new LibraryCaches(builder.clock(), persistence.maintenance()::cacheEpoch);
    CountedStatistics counted =
        new CountedStatistics(
            persistence.statistics(), builder.accessPolicy(), builder.clock(), libraryCaches);
    this.statistics = counted;
    this.dataLocks = dataLocks(builder, builder.accessPolicy(), persistence);
    OpenSynchronisation sync =
        builder
            .sync()
            .map(plugin -> plugin.open(new SyncEnvironment(persistence.sync(), builder.clock())))
            .orElse(null);
    this.scheduler =
        new JobScheduler(
            persistence.jobs(),
            builder.scheduler(),
            Stream.of(
                    unattended(builder, persistence, catalogue, counted).types(),
                    syncJobs(sync),
                    builder.jobTypes())
                .<RegisteredType<?>>flatMap(List::stream)
                .toList(),
            builder.jobHost(),
            workers);
    this.hostJobs =
        new DiagnosedHostJobs(
            persistence.hostJobs(),
            schema.family(),
            persistence.jobs()::user,
            builder.accessPolicy(),
            new HostJobImports(scheduler.jobs()::types, scheduler.jobs()::define));
    this.minMaxValues =
        new LockedMinMaxValues(
            persistence.minMaxValues(), persistence.runLocks(), builder.accessPolicy());
    this.caches = new CacheRegistry(libraryCaches, builder.caches(), builder.accessPolicy());
    this.syncOrNull = sync == null ? null : sync.under(builder.accessPolicy());
  }

  private List<RegisteredType<?>> syncJobs(@Nullable OpenSynchronisation opened) {
    if (opened == null) {
      return List.of();
    }
    SyncService sync = opened.under(AccessPolicy.allowAll());
    return Stream.of(
            new DataSyncJobs(sync).types(),
            new MetadataSyncJobs(sync).types(),
            new MigrationJobs(sync, workers).types())
        .<RegisteredType<?>>flatMap(List::stream)
        .toList();
  }

  /** Services for jobs: when they run, there is no caller to ask for an authority. */
  private BuiltInJobs unattended(
      DhisAdminBuilder builder,
      Persistence persistence,
      CheckCatalogue catalogue,
      CountedStatistics counted) {
    AccessPolicy anybody = AccessPolicy.allowAll();
    Services own = Services.of(builder, anybody, persistence, catalogue, workers);
    return new BuiltInJobs(
        own.resourceTables(),
        own.analytics(),
        own.integrity(),
        own.maintenance(),
        counted.under(anybody),
        dataLocks(builder, anybody, persistence),
        new LockedMinMaxValues(persistence.minMaxValues(), persistence.runLocks(), anybody));
  }

  private DataLockService dataLocks(
      DhisAdminBuilder builder, AccessPolicy accessPolicy, Persistence persistence) {
    return new GuardedDataLocks(
        persistence.dataLocks(), accessPolicy, builder.clock(), ExpiryFormula.of(schema.family()));
  }

  private record Services(
      ResourceTableService resourceTables,
      AnalyticsTableService analytics,
      IntegrityService integrity,
      MaintenanceService maintenance) {

    static Services of(
        DhisAdminBuilder builder,
        AccessPolicy accessPolicy,
        Persistence persistence,
        CheckCatalogue catalogue,
        WorkerThreads workers) {
      int parallelism = builder.config().parallelism();
      TableRuns runs =
          new TableRuns(persistence, accessPolicy, builder.clock(), workers, parallelism);
      return new Services(
          new LockedResourceTables(runs, persistence),
          new LockedAnalyticsTables(runs, persistence),
          new ConcurrentIntegrityService(
              catalogue,
              persistence.integrity().runs(),
              accessPolicy,
              builder.clock(),
              workers,
              parallelism),
          new LockedMaintenance(
              persistence.maintenance(),
              persistence.runLocks(),
              builder.maintenanceHost(),
              accessPolicy,
              builder.clock(),
              workers,
              parallelism));
    }
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
    return services.resourceTables();
  }

  /** Rebuilds analytics tables. */
  public AnalyticsTableService analytics() {
    return services.analytics();
  }

  /** Finds what is wrong in the metadata. */
  public IntegrityService integrity() {
    return services.integrity();
  }

  /** Jobs of the database, whether or not this node runs them. */
  public JobService jobs() {
    return scheduler.jobs();
  }

  /** Begins to run jobs on this node; if it does already, nothing happens. */
  public void start() {
    scheduler.start();
  }

  /** Explains the jobs of the DHIS2 server itself. */
  public HostJobService hostJobs() {
    return hostJobs;
  }

  /** Cleans up and repairs. */
  public MaintenanceService maintenance() {
    return services.maintenance();
  }

  /** Counts what the database holds, and remembers it day by day. */
  public DataStatisticsService statistics() {
    return statistics;
  }

  /** Lock exceptions, and why data entry is open or locked. */
  public DataLockService dataLocks() {
    return dataLocks;
  }

  /** The bounds within which data values are expected. */
  public MinMaxValueService minMaxValues() {
    return minMaxValues;
  }

  /** The caches of this process. */
  public CacheService caches() {
    return caches;
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
   * Takes no more jobs, waits for those that run as long as the settings say and stops the rest;
   * then ends the worker threads; a run that is under way fails and leaves the old tables serving.
   * Closing twice does nothing.
   */
  @Override
  public void close() {
    scheduler.close();
    workers.close();
  }
}
