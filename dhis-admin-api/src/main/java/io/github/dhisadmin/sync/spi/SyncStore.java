package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.migration.spi.MigrationStore;

/** What synchronisation stores. */
public interface SyncStore {

  /** The servers to synchronise with. */
  SyncTargetStore targets();

  /** How far data were sent. */
  SyncJournal journal();

  /** Data to send. */
  OutgoingData outgoing();

  /** Metadata versions. */
  MetadataSyncStore metadata();

  /** Migrations. */
  MigrationStore migration();
}
