package io.github.dhisadmin;

import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.core.internal.analytics.LockedAnalyticsTables;
import io.github.dhisadmin.core.internal.cache.CacheRegistry;
import io.github.dhisadmin.core.internal.cache.LibraryCaches;
import io.github.dhisadmin.core.internal.datalock.GuardedDataLocks;
import io.github.dhisadmin.core.internal.integrity.CheckCatalogue;
import io.github.dhisadmin.core.internal.integrity.ConcurrentIntegrityService;
import io.github.dhisadmin.core.internal.integrity.expression.ExpressionChecks;
import io.github.dhisadmin.core.internal.minmax.LockedMinMaxValues;
import io.github.dhisadmin.core.internal.resourcetable.LockedResourceTables;
import io.github.dhisadmin.core.internal.run.TableRuns;
import io.github.dhisadmin.core.internal.run.WorkerThreads;
import io.github.dhisadmin.core.internal.statistics.CountedStatistics;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.spi.IntegrityStore;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.StoredCheck;
import io.github.dhisadmin.statistics.DataStatisticsService;
import java.util.List;
import java.util.stream.Stream;

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
  private final DataStatisticsService statistics;
  private final DataLockService dataLocks;
  private final MinMaxValueService minMaxValues;
  private final CacheService caches;

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
    LibraryCaches libraryCaches = new LibraryCaches(builder.clock());
    this.statistics =
        new CountedStatistics(
            persistence.statistics(), builder.accessPolicy(), builder.clock(), libraryCaches);
    this.dataLocks =
        new GuardedDataLocks(
            persistence.dataLocks(),
            builder.accessPolicy(),
            builder.clock(),
            ExpiryFormula.of(schema.family()));
    this.minMaxValues =
        new LockedMinMaxValues(
            persistence.minMaxValues(), persistence.runLocks(), builder.accessPolicy());
    this.caches = new CacheRegistry(libraryCaches, builder.caches(), builder.accessPolicy());
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
   * Ends the worker threads; a run that is under way fails and leaves the old tables serving.
   * Closing twice does nothing.
   */
  @Override
  public void close() {
    workers.close();
  }
}
