package io.github.dhisadmin.maintenance;

/**
 * What becomes of a view in the database that has the name of an SQL view and another definition.
 * It may be an older state of the SQL view, or somebody else's.
 */
public enum UnknownViews {
  /** It stays, and is reported. */
  KEEP,
  /** It is replaced. */
  REPLACE
}
