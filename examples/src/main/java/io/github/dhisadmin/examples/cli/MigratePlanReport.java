package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.DataMigrationPlan;
import java.io.PrintWriter;
import java.util.List;

/** What a migration of data would fetch. */
record MigratePlanReport(List<PartReport> parts, int tasks) implements Report {

  /** One item set. */
  record PartReport(String itemSet, List<String> periods) {}

  static MigratePlanReport of(DataMigrationPlan plan) {
    return new MigratePlanReport(
        plan.parts().stream().map(part -> new PartReport(part.itemSet(), part.periods())).toList(),
        plan.tasks());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    parts.forEach(part -> text.row(part.itemSet, String.join(" ", part.periods)));
    text.writeTo(out);
    out.println(tasks + " tasks.");
  }
}
