package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.SyncService;

/** Synchronisation, as a host adds it to the other services. */
@FunctionalInterface
public interface SyncPlugin {

  /** Makes the service for one database; connects to nothing. */
  SyncService open(SyncEnvironment environment);
}
