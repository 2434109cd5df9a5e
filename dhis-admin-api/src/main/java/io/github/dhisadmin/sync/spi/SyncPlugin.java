package io.github.dhisadmin.sync.spi;

/** Synchronisation, as a host adds it to the other services. */
@FunctionalInterface
public interface SyncPlugin {

  /** Opens it for one database; connects to nothing. */
  OpenSynchronisation open(SyncEnvironment environment);
}
