package io.github.dhisadmin.migration.spi;

/** What migration stores. */
public interface MigrationStore {

  /** Its tasks. */
  TaskStore tasks();
}
