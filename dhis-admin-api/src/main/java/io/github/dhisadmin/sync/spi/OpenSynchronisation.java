package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.sync.SyncService;

/**
 * Synchronisation of one database, opened once for all who use it: callers, and jobs that nobody
 * calls. They share connections, and how many requests a server gets. Thread safe.
 */
@FunctionalInterface
public interface OpenSynchronisation {

  /** The service for those whom a policy decides about. */
  SyncService under(AccessPolicy accessPolicy);
}
