package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.EstimateBasis;
import io.github.dhisadmin.analytics.PartitionEstimate;
import io.github.dhisadmin.analytics.TableEstimate;
import io.github.dhisadmin.analytics.TypeEstimate;
import io.github.dhisadmin.run.ByteSize;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an update of analytics tables would build and need. */
record AnalyticsEstimateReport(
    String mode,
    List<TypeReport> types,
    long workBytes,
    long neededBytes,
    long neededInLowDiskBytes,
    long reclaimedBytes,
    @Nullable Long freeBytes,
    @Nullable Long durationMs)
    implements Report {

  /** The tables of one type. */
  record TypeReport(
      AnalyticsTableType type,
      long rows,
      long bytes,
      @Nullable Long workMs,
      List<TableReport> tables) {

    private static TypeReport of(TypeEstimate estimate) {
      return new TypeReport(
          estimate.type(),
          estimate.rows(),
          estimate.bytes(),
          millis(estimate.work()),
          estimate.tables().stream().map(TableReport::of).toList());
    }
  }

  /** One table. */
  record TableReport(String name, List<PartitionReport> partitions) {

    private static TableReport of(TableEstimate estimate) {
      return new TableReport(
          estimate.name(), estimate.partitions().stream().map(PartitionReport::of).toList());
    }
  }

  /** One partition. */
  record PartitionReport(
      String name,
      long rows,
      long tableBytes,
      long indexBytes,
      long servingBytes,
      EstimateBasis basis,
      @Nullable Long workMs) {

    private static PartitionReport of(PartitionEstimate estimate) {
      return new PartitionReport(
          estimate.name(),
          estimate.rows(),
          estimate.tableBytes(),
          estimate.indexBytes(),
          estimate.servingBytes(),
          estimate.basis(),
          millis(estimate.work()));
    }
  }

  static AnalyticsEstimateReport of(AnalyticsMode mode, AnalyticsEstimate estimate) {
    return new AnalyticsEstimateReport(
        mode.jsonName(),
        estimate.types().stream().map(TypeReport::of).toList(),
        estimate.workBytes(),
        estimate.neededBytes(),
        estimate.neededInLowDiskBytes(),
        estimate.reclaimedBytes(),
        estimate.freeBytesOrNull(),
        millis(estimate.duration()));
  }

  private static @Nullable Long millis(Optional<Duration> duration) {
    return duration.map(Duration::toMillis).orElse(null);
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (TypeReport type : types) {
      text.row(type.type, type.rows + " rows", new ByteSize(type.bytes), time(type.workMs));
      for (TableReport table : type.tables) {
        for (PartitionReport partition : table.partitions) {
          text.row(
              "  " + partition.name,
              partition.rows + " rows",
              new ByteSize(partition.tableBytes + partition.indexBytes),
              time(partition.workMs));
        }
      }
    }
    text.writeTo(out);
    out.println("Disk needed at the same time: " + new ByteSize(neededBytes));
    out.println("With --low-disk: " + new ByteSize(neededInLowDiskBytes));
    out.println("Free: " + (freeBytes == null ? "not known" : new ByteSize(freeBytes)));
    if (reclaimedBytes > 0) {
      out.println("Freed before it begins: " + new ByteSize(reclaimedBytes));
    }
    out.println("Expected to take: " + (durationMs == null ? "not known" : time(durationMs)));
  }

  private static String time(@Nullable Long millis) {
    return millis == null ? "" : DurationText.of(Duration.ofMillis(millis));
  }
}
