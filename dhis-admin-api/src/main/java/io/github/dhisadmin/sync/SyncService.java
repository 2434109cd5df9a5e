package io.github.dhisadmin.sync;

import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import io.github.dhisadmin.sync.metadata.MetadataVersionService;

/** Synchronises with other DHIS2 servers. Thread safe. */
public interface SyncService {

  /** The servers to synchronise with. */
  SyncTargets targets();

  /** Sends data to them. */
  DataSyncService data();

  /** Takes metadata versions over from a central server. */
  MetadataSyncService metadata();

  /** Makes metadata versions for others to take over. */
  MetadataVersionService metadataVersions();

  /** Migrates between two servers. */
  MigrationService migration();
}
