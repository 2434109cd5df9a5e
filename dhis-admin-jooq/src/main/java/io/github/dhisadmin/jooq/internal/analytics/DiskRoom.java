package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.error.NotEnoughDiskException;
import io.github.dhisadmin.run.ByteSize;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What is left of the server's disk while a run builds, by what each partition is expected to take.
 * A partition of which nothing is expected takes nothing. Thread safe.
 */
final class DiskRoom {
  private final Map<String, PartitionEstimate> expected;
  private final OptionalLong usable;
  private final Map<String, Long> held = new HashMap<>();
  private long taken;

  DiskRoom(AnalyticsEstimate estimate) {
    this.expected =
        estimate.partitions().collect(Collectors.toMap(PartitionEstimate::name, each -> each));
    this.usable = estimate.usableBytes();
    this.taken = estimate.workBytes();
  }

  /**
   * Takes the room of a partition that is about to be built.
   *
   * @throws NotEnoughDiskException if there is none
   */
  synchronized void take(String partition) {
    long bytes = built(partition);
    if (usable.isPresent() && taken + bytes > usable.getAsLong()) {
      long left = Math.max(0, usable.getAsLong() - taken);
      throw new NotEnoughDiskException(
          partition
              + " needs about "
              + new ByteSize(bytes)
              + " of disk, but "
              + new ByteSize(left)
              + " are left; free disk, or build fewer years or types.",
          bytes,
          left);
    }
    taken += bytes;
    held.put(partition, bytes);
  }

  /** Gives back the room of a partition that does not come to serve. */
  synchronized void giveBack(String partition) {
    Long bytes = held.remove(partition);
    taken -= bytes == null ? 0 : bytes;
  }

  /** Gives back the room of what a partition replaced when it came to serve. */
  synchronized void replaced(String partition) {
    held.remove(partition);
    PartitionEstimate known = expected.get(partition);
    taken -= known == null ? 0 : known.servingBytes();
  }

  private long built(String partition) {
    PartitionEstimate known = expected.get(partition);
    return known == null ? 0 : known.bytes();
  }
}
