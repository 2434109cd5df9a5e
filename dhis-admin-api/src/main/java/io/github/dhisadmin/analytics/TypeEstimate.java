package io.github.dhisadmin.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the tables of a type are expected to become.
 *
 * @param type which type
 * @param tables its tables; empty if there is nothing to build from
 */
public record TypeEstimate(AnalyticsTableType type, List<TableEstimate> tables) {

  /** Keeps its own copy. */
  public TypeEstimate {
    tables = List.copyOf(tables);
  }

  /** The partitions of all its tables. */
  public Stream<PartitionEstimate> partitions() {
    return tables.stream().flatMap(table -> table.partitions().stream());
  }

  /** Number of rows. */
  public long rows() {
    return partitions().mapToLong(PartitionEstimate::rows).sum();
  }

  /** Bytes of disk with indexes. */
  public long bytes() {
    return partitions().mapToLong(PartitionEstimate::bytes).sum();
  }

  /** Work time, if earlier runs tell for all of its partitions; sessions share it. */
  public Optional<Duration> work() {
    return partitions()
        .map(PartitionEstimate::work)
        .reduce((one, other) -> one.flatMap(work -> other.map(work::plus)))
        .orElse(Optional.empty());
  }
}
