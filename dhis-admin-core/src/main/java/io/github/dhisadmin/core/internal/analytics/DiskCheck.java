package io.github.dhisadmin.core.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.UpdateMode;
import io.github.dhisadmin.error.NotEnoughDiskException;
import io.github.dhisadmin.run.ByteSize;
import java.util.Comparator;
import java.util.OptionalLong;

/** Refuses an update that the disk cannot hold, and says what could be done instead. */
final class DiskCheck {
  private DiskCheck() {}

  /**
   * Refuses an update for which there is no room. An incremental one builds only what changed,
   * which nobody knows before; it fails the tables that it has no room for.
   *
   * @throws NotEnoughDiskException if free disk is known and too little
   */
  static void require(AnalyticsTableUpdate update, AnalyticsEstimate estimate) {
    OptionalLong usable = estimate.usableBytes();
    if (update.mode() != UpdateMode.FULL
        || usable.isEmpty()
        || estimate.neededBytes() <= usable.getAsLong()) {
      return;
    }
    throw new NotEnoughDiskException(
        "Analytics tables need about "
            + new ByteSize(estimate.neededBytes())
            + " of disk while they are built"
            + largest(estimate)
            + ", but "
            + new ByteSize(usable.getAsLong())
            + " are free; nothing was changed. Free disk, "
            + wayOut(update, estimate, usable.getAsLong())
            + "build fewer years (lastYears), or leave out types (skip).",
        estimate.neededBytes(),
        usable.getAsLong());
  }

  private static String largest(AnalyticsEstimate estimate) {
    return estimate
        .partitions()
        .max(Comparator.comparingLong(PartitionEstimate::bytes))
        .map(each -> ", " + new ByteSize(each.bytes()) + " of them for " + each.name())
        .orElse("");
  }

  private static String wayOut(
      AnalyticsTableUpdate update, AnalyticsEstimate estimate, long usable) {
    if (update.isLowDisk()) {
      return "";
    }
    return "build one partition after the other (lowDisk), which needs about "
        + new ByteSize(estimate.neededInLowDiskBytes())
        + (estimate.neededInLowDiskBytes() > usable ? " and is too much as well, " : ", ");
  }
}
