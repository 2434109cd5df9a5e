package io.github.dhisadmin.maintenance;

/** How data values are removed. */
public enum ValueRemoval {
  /** The rows are deleted, as in DHIS2. */
  DELETE,
  /** The rows are marked as deleted, so that synchronisation and analytics get to know. */
  MARK_DELETED
}
