package io.github.dhisadmin.jooq.internal.sync;

import io.github.dhisadmin.jooq.internal.migration.JooqMigrationStore;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.sync.spi.SyncTargetStore;

/** What synchronisation stores in the library's own schema, and reads from DHIS2's. */
public final class JooqSyncStore implements SyncStore {
  private final SyncTargetStore targets;
  private final SyncJournal journal;
  private final OutgoingData outgoing;
  private final MetadataSyncStore metadata;
  private final MigrationStore migration;

  /** Stores in a database whose library schema is up to date. */
  public JooqSyncStore(
      Database database, Dhis2Schema schema, SystemSettings settings, RunLocks runLocks) {
    this.targets = new JooqSyncTargetStore(database, settings);
    this.journal = new JooqSyncJournal(database, runLocks);
    this.outgoing = new JooqOutgoingData(database, schema, settings);
    this.metadata = new JooqMetadataSyncStore(database, schema, settings, runLocks);
    this.migration = new JooqMigrationStore(database);
  }

  @Override
  public SyncTargetStore targets() {
    return targets;
  }

  @Override
  public SyncJournal journal() {
    return journal;
  }

  @Override
  public OutgoingData outgoing() {
    return outgoing;
  }

  @Override
  public MetadataSyncStore metadata() {
    return metadata;
  }

  @Override
  public MigrationStore migration() {
    return migration;
  }
}
