package io.github.dhisadmin.migration.spi;

/** What migration stores. */
public interface MigrationStore {

  /** What is migrated from where to where. */
  ConfigurationStore configurations();

  /** Its runs. */
  RunStore runs();

  /** Its tasks. */
  TaskStore tasks();

  /** What comparisons of both sides found. */
  DiscrepancyStore discrepancies();
}
