package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.ValidationResult;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a comparison of both sides showed. */
record MigrateValidationReport(
    long run, long matched, long total, List<DiscrepancyReport> discrepancies) implements Report {

  /** One value. */
  record DiscrepancyReport(
      String itemSet,
      Kind kind,
      String dataElement,
      String period,
      String organisationUnit,
      String categoryOptionCombo,
      String attributeOptionCombo,
      @Nullable String source,
      @Nullable String destination) {

    private static DiscrepancyReport of(Discrepancy discrepancy) {
      return new DiscrepancyReport(
          discrepancy.itemSet(),
          discrepancy.kind(),
          discrepancy.point().dataElement(),
          discrepancy.point().period(),
          discrepancy.point().organisationUnit(),
          discrepancy.point().categoryOptionCombo(),
          discrepancy.point().attributeOptionCombo(),
          discrepancy.sourceValueOrNull(),
          discrepancy.destinationValueOrNull());
    }
  }

  static MigrateValidationReport of(ValidationResult result, List<Discrepancy> found) {
    return new MigrateValidationReport(
        result.run(),
        result.matched(),
        result.total(),
        found.stream().map(DiscrepancyReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (DiscrepancyReport each : discrepancies) {
      text.row(
          each.kind,
          each.dataElement,
          each.period,
          each.organisationUnit,
          each.source == null ? "-" : each.source,
          each.destination == null ? "-" : each.destination);
    }
    text.writeTo(out);
    out.println(matched + " values are alike, " + total + " are not.");
  }
}
