package io.github.dhisadmin.jooq.internal.sync;

import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.sync.spi.SyncTargetStore;

/** What synchronisation stores, in the library's own schema. */
public final class JooqSyncStore implements SyncStore {
  private final SyncTargetStore targets;

  /** Stores in a database whose library schema is up to date. */
  public JooqSyncStore(Database database, SystemSettings settings) {
    this.targets = new JooqSyncTargetStore(database, settings);
  }

  @Override
  public SyncTargetStore targets() {
    return targets;
  }
}
