package io.github.dhisadmin.analytics;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one partition, or of a table without partitions.
 *
 * @param name its name in the database
 * @param rows number of rows it holds now
 * @param action what was done
 * @param reason why that was done
 * @param duration work time spent on it, which overlaps with that of others
 * @param mergedOrNull how many of its rows were exchanged; null unless an incremental run did that
 */
public record PartitionOutcome(
    String name,
    long rows,
    PartitionAction action,
    String reason,
    Duration duration,
    @Nullable MergedRows mergedOrNull) {

  /** One whose rows were not exchanged one by one. */
  public PartitionOutcome(
      String name, long rows, PartitionAction action, String reason, Duration duration) {
    this(name, rows, action, reason, duration, null);
  }

  /** How many of its rows an incremental run exchanged. */
  public Optional<MergedRows> merged() {
    return Optional.ofNullable(mergedOrNull);
  }
}
