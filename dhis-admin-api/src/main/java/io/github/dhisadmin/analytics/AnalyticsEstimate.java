package io.github.dhisadmin.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an update of analytics tables is expected to build and to need, told from PostgreSQL's
 * statistics and from earlier runs. An incremental update needs at most this.
 *
 * @param types what becomes of each type asked for, in the order in which they are built; empty for
 *     an update of latest values, which builds no table
 * @param workBytes bytes of disk for work tables and sorting, within what is needed
 * @param neededBytes bytes of disk needed at the same time, beside what is used before the update
 * @param neededInLowDiskBytes what would be needed with {@link AnalyticsTableUpdate#lowDisk()}
 * @param reclaimedBytes bytes of disk that a killed run has left behind, and that the update frees
 *     before it builds
 * @param freeBytesOrNull bytes of disk that are free; null if nobody knows
 * @param durationOrNull time the update takes in all; null if no earlier run tells
 */
public record AnalyticsEstimate(
    List<TypeEstimate> types,
    long workBytes,
    long neededBytes,
    long neededInLowDiskBytes,
    long reclaimedBytes,
    @Nullable Long freeBytesOrNull,
    @Nullable Duration durationOrNull) {

  /** Keeps its own copy. */
  public AnalyticsEstimate {
    types = List.copyOf(types);
  }

  /** Of an update that builds no table, or of which nothing is known. */
  public static AnalyticsEstimate none() {
    return new AnalyticsEstimate(List.of(), 0, 0, 0, 0, null, null);
  }

  /** Bytes of disk that are free, if that is known. */
  public OptionalLong freeBytes() {
    return freeBytesOrNull == null ? OptionalLong.empty() : OptionalLong.of(freeBytesOrNull);
  }

  /** Bytes of disk that the update can use, if that is known. */
  public OptionalLong usableBytes() {
    return freeBytesOrNull == null
        ? OptionalLong.empty()
        : OptionalLong.of(freeBytesOrNull + reclaimedBytes);
  }

  /** Time the update takes in all, resource tables included, if an earlier run tells. */
  public Optional<Duration> duration() {
    return Optional.ofNullable(durationOrNull);
  }

  /** The partitions of all types. */
  public Stream<PartitionEstimate> partitions() {
    return types.stream().flatMap(TypeEstimate::partitions);
  }
}
