package io.github.dhisadmin.analytics;

/** What became of one partition, or of a table without partitions. */
public enum PartitionAction {
  /** Replaced by one built anew. */
  BUILT,
  /** Some of its rows were removed or replaced; the others stayed where they are. */
  MERGED,
  /** Left as it was. */
  UNCHANGED,
  /** Removed, as nothing belongs to it any more. */
  DROPPED,
  /** Could not be built; the old one still serves. */
  FAILED
}
