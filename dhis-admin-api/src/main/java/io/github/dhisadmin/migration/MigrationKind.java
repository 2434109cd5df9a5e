package io.github.dhisadmin.migration;

/** What a run does. */
public enum MigrationKind {
  /** Migrates metadata. */
  METADATA,
  /** Migrates data. */
  DATA,
  /** Deletes data at the destination. */
  DELETION,
  /** Compares both sides; has no tasks. */
  VALIDATION,
  /** Migrates what a comparison found missing or different. */
  REPAIR
}
