package io.github.dhisadmin.spi;

import io.github.dhisadmin.maintenance.CacheRegion;
import java.util.Set;

/**
 * What maintenance asks of the application around the library, such as a DHIS2 server. Called on
 * the thread that executes an operation; what it throws fails the operation.
 */
public interface MaintenanceHost {
  /**
   * Clears what is cached of something that has changed in the database, on every node.
   *
   * @param regions what has changed; never empty
   */
  void clearCaches(Set<CacheRegion> regions);

  /** Finds the apps anew, on every node. */
  void reloadApps();
}
