package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.maintenance.MaintenanceEffect;
import io.github.dhisadmin.maintenance.MaintenanceOperation;
import java.io.PrintWriter;
import java.util.List;

/** The maintenance operations that there are. */
record MaintenanceListReport(List<ListedOperation> operations) implements Report {
  /** One operation. */
  record ListedOperation(
      String name, List<String> aliases, String description, MaintenanceEffect effect) {
    private static ListedOperation of(MaintenanceOperation<?> operation) {
      return new ListedOperation(
          operation.name(), operation.aliases(), operation.description(), operation.effect());
    }
  }

  static MaintenanceListReport of(List<MaintenanceOperation<?>> operations) {
    return new MaintenanceListReport(operations.stream().map(ListedOperation::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    operations.forEach(each -> text.row(each.name, each.effect, each.description));
    text.writeTo(out);
  }
}
