package io.github.dhisadmin.analytics;

import java.time.Duration;
import java.util.List;

/**
 * What became of one analytics table.
 *
 * @param name its name in the database
 * @param duration time from its first to its last step
 * @param partitions its partitions by name; a table without partitions is its own only one
 */
public record TableOutcome(String name, Duration duration, List<PartitionOutcome> partitions) {

  /** Keeps its own copy. */
  public TableOutcome {
    partitions = List.copyOf(partitions);
  }
}
