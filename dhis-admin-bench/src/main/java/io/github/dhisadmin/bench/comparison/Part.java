package io.github.dhisadmin.bench.comparison;

/** The parts of a comparison that can be left out. */
public enum Part {
  /** Both builds without outlier statistics. */
  OUTLIERS_SKIPPED,
  /** The library's build with outlier statistics. */
  OUTLIERS_COMPUTED,
  /** DHIS2's build with outlier statistics, by far the longest part. */
  PEER_WITH_OUTLIERS,
  /** The copy of finished partitions with their indexes. */
  LIMIT,
  /** Whether both builds give the same rows. */
  EQUALITY,
  /** The times of analytics queries on both builds. */
  CORPUS
}
