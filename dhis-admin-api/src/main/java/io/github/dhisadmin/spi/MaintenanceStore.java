package io.github.dhisadmin.spi;

import java.util.List;

/** The operations that work on the database, and what all of them need of it. */
public interface MaintenanceStore {
  /** The operations that work on the database. */
  List<StoredOperation<?>> operations();

  /** What the library remembers of executions. */
  MaintenanceRunLog runs();

  /**
   * A number that grows whenever the caches of all nodes on this database have to be cleared; what
   * a node cached under a smaller one is to be forgotten.
   */
  long cacheEpoch();

  /** Lets the caches of all nodes on this database be cleared. */
  void advanceCacheEpoch();
}
