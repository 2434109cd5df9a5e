package io.github.dhisadmin.migration;

/** What a task of a migration does. */
public enum ProcessType {
  /** Fetches metadata from the source. */
  METADATA_DOWNLOAD,
  /** Imports metadata into the destination. */
  METADATA_UPLOAD,
  /** Fetches data from the source. */
  DATA_DOWNLOAD,
  /** Imports data into the destination. */
  DATA_UPLOAD,
  /** Removes data from the destination. */
  DATA_DELETION
}
