package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.sync.SyncService;

/** The services of the library on one database, until it is closed. */
interface AdminSession extends AutoCloseable {
  ResourceTableService resourceTables();

  AnalyticsTableService analytics();

  IntegrityService integrity();

  JobService jobs();

  /** Begins to run jobs. */
  void start();

  MaintenanceService maintenance();

  DataStatisticsService statistics();

  DataLockService dataLocks();

  MinMaxValueService minMaxValues();

  CacheService caches();

  SyncService sync();

  @Override
  void close();

  /** Opens sessions. */
  @FunctionalInterface
  interface Opener {
    AdminSession open(Target target, Terminal terminal);
  }
}
