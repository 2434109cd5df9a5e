package io.github.dhisadmin.sync.metadata;

/** How a metadata synchronisation ended. */
public enum MetadataSyncState {
  /** This DHIS2 has all versions of the server. */
  SUCCEEDED,
  /** Stopped at something that somebody has to mend, here or on the server. */
  FAILED,
  /** Given up for trouble that may pass; the next run goes on there. */
  ABORTED
}
