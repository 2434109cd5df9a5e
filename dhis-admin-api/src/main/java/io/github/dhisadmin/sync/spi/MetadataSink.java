package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.VersionType;
import java.util.List;
import java.util.Optional;

/**
 * Imports metadata versions into the DHIS2 here. A host inside of DHIS2 may call its importer; by
 * default the web interface does it. Importing the same version twice has to do no harm.
 */
public interface MetadataSink {

  /**
   * The version of the DHIS2 here, as in 2.42.1.
   *
   * @return empty if that is not known, which leaves versions of other DHIS2 versions unnoticed
   * @throws RemoteException if it cannot be asked
   */
  Optional<String> dhis2Version();

  /** What may keep imports from working, for people; nothing unless the host knows something. */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * Imports a snapshot: creates and updates by uid, replaces whole objects, keeps sharing.
   *
   * @param type {@code ATOMIC} for all or nothing
   * @throws RemoteException if nothing is known of the outcome
   */
  MetadataImportReport importSnapshot(MetadataSnapshot snapshot, VersionType type);
}
