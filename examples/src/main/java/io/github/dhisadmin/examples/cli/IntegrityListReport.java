package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.Severity;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks that there are. */
record IntegrityListReport(List<CheckReport> checks) implements Report {

  /** One check. */
  record CheckReport(
      String id,
      String code,
      String title,
      String section,
      Severity severity,
      @Nullable Severity dhis2Severity,
      boolean slow,
      boolean byDefault,
      CheckSource source,
      List<String> aliases,
      List<String> profiles,
      List<String> problems) {

    private static CheckReport of(IntegrityCheck check) {
      return new CheckReport(
          check.id(),
          check.code(),
          check.texts().title(),
          check.section().title(),
          check.severity(),
          check.dhis2SeverityOrNull(),
          check.traits().slow(),
          check.traits().byDefault(),
          check.traits().source(),
          check.name().aliases(),
          check.traits().profiles().stream().sorted().toList(),
          check.problems());
    }

    private String notes() {
      return (byDefault ? "" : "opt-in ")
          + (slow ? "slow " : "")
          + (problems.isEmpty() ? "" : "broken");
    }
  }

  static IntegrityListReport of(List<IntegrityCheck> checks) {
    return new IntegrityListReport(checks.stream().map(CheckReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    String section = "";
    TextTable text = new TextTable();
    for (CheckReport check : checks) {
      if (!check.section.equals(section)) {
        text.writeTo(out);
        text = new TextTable();
        section = check.section;
        out.println(section);
      }
      text.row(check.severity, check.id, check.code, check.source, check.notes());
    }
    text.writeTo(out);
    writeProblems(out);
  }

  private void writeProblems(PrintWriter out) {
    TextTable text = new TextTable();
    for (CheckReport check : checks) {
      check.problems.forEach(problem -> text.row(check.id, problem));
    }
    if (checks.stream().anyMatch(check -> !check.problems.isEmpty())) {
      out.println();
      out.println("What is wrong with broken checks");
    }
    text.writeTo(out);
  }
}
