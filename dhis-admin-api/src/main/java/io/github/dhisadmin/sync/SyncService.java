package io.github.dhisadmin.sync;

/** Synchronises with other DHIS2 servers. Thread safe. */
public interface SyncService {

  /** The servers to synchronise with. */
  SyncTargets targets();

  /** Sends data to them. */
  DataSyncService data();
}
