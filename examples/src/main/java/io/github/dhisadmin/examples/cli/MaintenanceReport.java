package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.maintenance.MaintenancePlan;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.run.RunState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What maintenance operations would do, or did. */
record MaintenanceReport(List<OperationReport> operations) implements Report {
  /** One operation. */
  record OperationReport(
      String name,
      boolean preview,
      RunState state,
      Map<String, Long> counts,
      List<Blocker> blockers,
      List<WarningReport> warnings,
      long durationMs,
      @Nullable Long estimatedMs,
      @Nullable String error) {
    static OperationReport of(MaintenancePlan plan, Duration duration) {
      return new OperationReport(
          plan.operation(),
          true,
          RunState.SUCCEEDED,
          plan.counts(),
          plan.blockers(),
          WarningReport.of(plan.warnings()),
          duration.toMillis(),
          plan.estimatedTime().toMillis(),
          null);
    }

    static OperationReport of(MaintenanceResult result) {
      return new OperationReport(
          result.operation(),
          false,
          result.state(),
          result.counts(),
          result.blockers(),
          WarningReport.of(result.warnings()),
          result.duration().toMillis(),
          null,
          result.errorOrNull());
    }

    private void writeText(PrintWriter out) {
      out.println(
          name
              + (preview ? " would change" : " " + state + " in " + text(durationMs))
              + (preview && estimatedMs != null ? " in about " + text(estimatedMs) : "")
              + ":");
      TextTable table = new TextTable();
      counts.forEach((step, count) -> table.row(step, count));
      table.writeTo(out);
      if (!blockers.isEmpty()) {
        out.println("Left as they are:");
        TextTable left = new TextTable();
        blockers.forEach(each -> left.row(each.type(), each.object(), each.name(), each.detail()));
        left.writeTo(out);
      }
      WarningReport.writeText(warnings, out);
      if (error != null) {
        out.println("Error: " + error);
      }
    }

    private static String text(long millis) {
      return DurationText.of(Duration.ofMillis(millis));
    }
  }

  @Override
  public void writeText(PrintWriter out) {
    operations.forEach(operation -> operation.writeText(out));
  }
}
