package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.bench.comparison.Environment;
import java.util.List;
import java.util.Locale;

/**
 * What was compared.
 *
 * @param command how to repeat it
 * @param environment where it was measured
 * @param operations one after the other
 */
public record MaintenanceReport(
    String command, Environment environment, List<OperationReport> operations) {
  /** Keeps its own copy. */
  public MaintenanceReport {
    operations = List.copyOf(operations);
  }

  /** A table to read. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| Operation | Rows | DHIS2's procedure, s | dhis-admin, s | times faster |")
        .append(" longest wait of a writer, DHIS2's, ms | dhis-admin's, ms |\n")
        .append("|---|---:|---:|---:|---:|---:|---:|\n");
    for (OperationReport each : operations) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.2f | %.2f | %.1f | %s | %s |%n",
              each.operation(),
              each.library().rows(),
              each.dhis2().seconds(),
              each.library().seconds(),
              each.timesFaster(),
              longestWait(each.dhis2()),
              longestWait(each.library())));
    }
    return text.toString();
  }

  private static String longestWait(SideTimes side) {
    Double longest = side.longestWaitMs();
    return longest == null ? "" : String.format(Locale.ROOT, "%.0f", longest);
  }
}
