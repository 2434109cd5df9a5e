package io.github.dhisadmin.sync.metadata;

/** How much of a metadata version has to be taken for it to count as taken. */
public enum VersionType {
  /** All of it, or nothing is imported. */
  ATOMIC,
  /** What can be imported is; objects with errors are left out. */
  BEST_EFFORT
}
