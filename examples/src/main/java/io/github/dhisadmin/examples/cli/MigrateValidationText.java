package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.ValidationResult;
import java.io.PrintWriter;
import java.util.List;

/** What a comparison of both sides showed, for people. */
record MigrateValidationText(ValidationResult result, List<Discrepancy> found) {

  void writeTo(PrintWriter out) {
    TextTable text = new TextTable();
    for (Discrepancy each : found) {
      text.row(
          each.kind(),
          each.point().dataElement(),
          each.point().period(),
          each.point().organisationUnit(),
          each.sourceValue().orElse("-"),
          each.destinationValue().orElse("-"));
    }
    text.writeTo(out);
    out.println(result.matched() + " values are alike, " + result.total() + " are not.");
  }
}
