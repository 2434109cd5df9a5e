package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.Warning;
import java.io.PrintWriter;
import java.util.List;

/** A warning of a run as part of a JSON document. */
record WarningReport(String code, String table, String detail, long count) {

  static List<WarningReport> of(List<Warning> warnings) {
    return warnings.stream()
        .map(each -> new WarningReport(each.code(), each.table(), each.detail(), each.count()))
        .toList();
  }

  static void writeText(List<WarningReport> warnings, PrintWriter out) {
    if (!warnings.isEmpty()) {
      out.println("Warnings:");
      warnings.forEach(
          each ->
              out.println(
                  "  "
                      + each.code
                      + " in "
                      + each.table
                      + ": "
                      + each.detail
                      + " ("
                      + each.count
                      + ")"));
    }
  }
}
