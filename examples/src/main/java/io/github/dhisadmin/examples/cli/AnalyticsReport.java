package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.MergedRows;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.analytics.PartitionSize;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.run.ByteSize;
import io.github.dhisadmin.run.RunState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an update of analytics tables did. */
record AnalyticsReport(
    String mode,
    RunState state,
    long durationMs,
    List<TypeReport> types,
    List<WarningReport> warnings,
    @Nullable Long expectedDurationMs,
    long neededBytes,
    List<SizeReport> sizes)
    implements Report {

  /** The tables of one type. */
  record TypeReport(
      AnalyticsTableType type, RunState state, @Nullable String error, List<TableReport> tables) {

    private static TypeReport of(TypeOutcome outcome) {
      return new TypeReport(
          outcome.type(),
          outcome.state(),
          outcome.errorOrNull(),
          outcome.tables().stream().map(TableReport::of).toList());
    }
  }

  /** One table. */
  record TableReport(String name, long durationMs, List<PartitionReport> partitions) {

    private static TableReport of(TableOutcome outcome) {
      return new TableReport(
          outcome.name(),
          outcome.duration().toMillis(),
          outcome.partitions().stream().map(PartitionReport::of).toList());
    }
  }

  /** One partition. */
  record PartitionReport(
      String name,
      long rows,
      PartitionAction action,
      String reason,
      long durationMs,
      @Nullable MergedRows merged) {

    private static PartitionReport of(PartitionOutcome outcome) {
      return new PartitionReport(
          outcome.name(),
          outcome.rows(),
          outcome.action(),
          outcome.reason(),
          outcome.duration().toMillis(),
          outcome.mergedOrNull());
    }

    private String explanation() {
      return merged == null
          ? reason
          : reason + ", " + merged.deleted() + " deleted, " + merged.inserted() + " inserted";
    }
  }

  /** What a partition that was built was expected to become, and what it became. */
  record SizeReport(String name, long expectedRows, long rows, long expectedBytes, long bytes) {

    private static SizeReport of(PartitionSize size) {
      return new SizeReport(
          size.name(), size.expectedRows(), size.rows(), size.expectedBytes(), size.bytes());
    }
  }

  static AnalyticsReport of(AnalyticsMode mode, AnalyticsTableResult result) {
    return new AnalyticsReport(
        mode.jsonName(),
        result.state(),
        result.duration().toMillis(),
        result.types().stream().map(TypeReport::of).toList(),
        WarningReport.of(result.warnings()),
        result.estimate().duration().map(Duration::toMillis).orElse(null),
        result.estimate().neededBytes(),
        result.sizes().stream().map(SizeReport::of).toList());
  }

  /** One sentence for people. */
  String summary() {
    long rows =
        types.stream()
            .flatMap(type -> type.tables.stream())
            .flatMap(table -> table.partitions.stream())
            .mapToLong(PartitionReport::rows)
            .sum();
    long failed = types.stream().filter(type -> type.state == RunState.FAILED).count();
    return types.size() + " types of analytics tables, " + rows + " rows, " + failed + " failed";
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(
        summary()
            + " in "
            + DurationText.of(Duration.ofMillis(durationMs))
            + (expectedDurationMs == null
                ? ""
                : " (expected " + DurationText.of(Duration.ofMillis(expectedDurationMs)) + ")"));
    TextTable text = new TextTable();
    for (TypeReport type : types) {
      text.row(type.type, type.state, type.error == null ? "" : type.error);
      for (TableReport table : type.tables) {
        for (PartitionReport partition : table.partitions) {
          text.row(
              "  " + partition.name,
              partition.action,
              partition.rows + " rows",
              DurationText.of(Duration.ofMillis(partition.durationMs)),
              partition.explanation());
        }
      }
    }
    text.writeTo(out);
    long built = sizes.stream().mapToLong(SizeReport::bytes).sum();
    if (built > 0) {
      out.println(
          "Built "
              + new ByteSize(built)
              + " (expected "
              + new ByteSize(sizes.stream().mapToLong(SizeReport::expectedBytes).sum())
              + ")");
    }
    WarningReport.writeText(warnings, out);
  }
}
