package io.github.dhisadmin.sync.metadata;

/** What can keep metadata versions from being taken over. */
public enum MetadataSyncProblem {
  /** The server cannot be reached. */
  NO_CONNECTION(true),
  /** The server did not answer in time. */
  TIMEOUT(true),
  /** The server, or something before it, failed or answered what makes no sense. */
  REMOTE_FAILED(true),
  /** The server refuses us: the credentials, an authority, the connection, or it is no DHIS2. */
  REFUSED(false),
  /** Metadata versioning is switched off on the server. */
  VERSIONING_DISABLED(false),
  /** Data that were to be sent first could not be sent. */
  DATA_NOT_SENT(true),
  /** The server refuses all data that were to be sent first, or us. */
  DATA_REFUSED(false),
  /** The newest version here is not known to the server, which has newer ones. */
  BASELINE_UNKNOWN(false),
  /** The newest version here is newer than all of the server, which perhaps was restored. */
  BASELINE_NEWER(false),
  /** A version was made here, not imported, so that it is unclear what comes after it. */
  LOCAL_VERSION(false),
  /** A version before the newest one here was never imported. */
  VERSION_HOLE(false),
  /** A version that was imported has another name on the server now. */
  VERSION_RENAMED(false),
  /** A version that was imported has another content on the server now. */
  VERSION_CHANGED(false),
  /** The server lists a version but does not hold its content. */
  SNAPSHOT_MISSING(false),
  /** The content that arrived is not the one the server announced. */
  HASH_MISMATCH(true),
  /** The content is as announced, and is no metadata. */
  SNAPSHOT_UNREADABLE(false),
  /** The version was made by another DHIS2 version than the one here. */
  DHIS2_MISMATCH(false),
  /** The DHIS2 here cannot be reached. */
  LOCAL_UNAVAILABLE(true),
  /** The DHIS2 here refuses us, or the size of the version. */
  LOCAL_REFUSED(false),
  /** The DHIS2 here did not say in time what became of an import, which may still go on. */
  IMPORT_UNKNOWN(false),
  /** The DHIS2 here refused the version; its report says what has to be mended. */
  IMPORT_REFUSED(false);

  private final boolean passing;

  MetadataSyncProblem(boolean passing) {
    this.passing = passing;
  }

  /** Whether another attempt may go better without anybody doing something about it. */
  public boolean mayPass() {
    return passing;
  }
}
