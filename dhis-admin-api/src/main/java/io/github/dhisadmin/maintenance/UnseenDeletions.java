package io.github.dhisadmin.maintenance;

/** What becomes of deletions that synchronisation or incremental analytics have not seen yet. */
public enum UnseenDeletions {
  /** They are purged with the others, as in DHIS2, and counted in a warning. */
  PURGE,
  /** They are kept until they have been seen, and counted in a warning. */
  KEEP
}
