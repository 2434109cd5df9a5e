package io.github.dhisadmin.sync;

import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.sync.metadata.MetadataSyncService;
import io.github.dhisadmin.sync.metadata.MetadataVersionService;
import java.util.List;

/** Synchronises with other DHIS2 servers. Thread safe. */
public interface SyncService {

  /** The servers to synchronise with. */
  SyncTargets targets();

  /** Names of those that are other servers: all but the target that is the DHIS2 here. */
  List<String> others();

  /** Sends data to them. */
  DataSyncService data();

  /** Takes metadata versions over from a central server. */
  MetadataSyncService metadata();

  /** Makes metadata versions for others to take over. */
  MetadataVersionService metadataVersions();

  /** Migrates between two servers. */
  MigrationService migration();
}
