package io.github.dhisadmin.analytics;

import java.util.List;

/**
 * What an analytics table is expected to become.
 *
 * @param name its name in the database
 * @param partitions its partitions by name; a table without partitions is its own only one
 */
public record TableEstimate(String name, List<PartitionEstimate> partitions) {

  /** Keeps its own copy. */
  public TableEstimate {
    partitions = List.copyOf(partitions);
  }
}
