package io.github.dhisadmin.resourcetable;

/** What became of one resource table. */
public enum ResourceTableAction {
  /** Replaced by a table built anew. */
  BUILT,
  /** Left alone, as what was built anew is the same. */
  UNCHANGED,
  /** Not touched, as this database's DHIS2 version has no such table. */
  NOT_APPLICABLE,
  /** Could not be built; the old table, if there was one, still serves. */
  FAILED
}
