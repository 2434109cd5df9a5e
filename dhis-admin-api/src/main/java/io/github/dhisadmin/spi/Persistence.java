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

  /** What synchronisation stores. */
  SyncStore sync();
}
