package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.integrity.IntegrityService;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.sync.SyncService;

/** The services of the library on one database, until it is closed. */
interface AdminSession extends AutoCloseable {
  ResourceTableService resourceTables();

  AnalyticsTableService analytics();

  IntegrityService integrity();

  SyncService sync();

  @Override
  void close();

  /** Opens sessions. */
  @FunctionalInterface
  interface Opener {
    AdminSession open(Target target, Terminal terminal);
  }
}
