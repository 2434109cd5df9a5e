package io.github.dhisadmin.spi;

import io.github.dhisadmin.schema.SchemaReport;
import io.github.dhisadmin.sync.spi.SyncStore;

/**
 * Everything the library stores and reads, on one database. Implementations are thread safe and
 * open connections only inside calls.
 */
public interface Persistence {

  /**
   * Looks at the database and creates or upgrades the library's own schema.
   *
   * @return what kind of DHIS2 database was found
   */
  SchemaReport prepare();

  /** Locks that keep runs apart. */
  RunLocks runLocks();

  /** What the library remembers of runs that built tables. */
  TableRunLog tableRuns();

  /** Builder of resource tables. */
  ResourceTableEngine resourceTables();

  /** Builder of analytics tables. */
  AnalyticsTableEngine analyticsTables();

  /** Integrity checks, and what the library remembers of their runs. */
  IntegrityStore integrity();

  /** Jobs and their runs. */
  JobStore jobs();

  /** The jobs of the DHIS2 server. */
  HostJobStore hostJobs();

  /** Maintenance operations, and what the library remembers of their executions. */
  MaintenanceStore maintenance();

  /** Counts of what the database holds. */
  DataStatisticsStore statistics();

  /** Lock exceptions, and what else decides whether data can be entered. */
  DataLockStore dataLocks();

  /** Bounds of data values. */
  MinMaxValueStore minMaxValues();

  /** What synchronisation stores. */
  SyncStore sync();
}
