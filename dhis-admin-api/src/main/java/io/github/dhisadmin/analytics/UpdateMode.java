package io.github.dhisadmin.analytics;

/** How much of what is asked for is built. */
public enum UpdateMode {
  /** All of it. */
  FULL,
  /** What would have other rows or columns than what serves. */
  INCREMENTAL,
  /** What changed, moved to the partitions of latest values; all others stay. */
  LATEST
}
