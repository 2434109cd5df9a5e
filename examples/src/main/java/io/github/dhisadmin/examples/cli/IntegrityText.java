package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.ObjectReference;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run of checks found, for people: a table per section, and the issues below. */
final class IntegrityText {
  private final IntegrityResult result;
  private final boolean detailed;

  IntegrityText(IntegrityResult result, boolean detailed) {
    this.result = result;
    this.detailed = detailed;
  }

  /** One sentence. */
  String summary() {
    long issues = result.outcomes().stream().mapToLong(CheckOutcome::count).sum();
    long failed =
        result.outcomes().stream()
            .filter(
                outcome ->
                    outcome.status() == CheckStatus.ERROR
                        || outcome.status() == CheckStatus.TIMEOUT)
            .count();
    return counted(result.outcomes().size(), "check")
        + ", "
        + count(CheckStatus.PASSED)
        + " passed, "
        + count(CheckStatus.ISSUES)
        + " with "
        + counted(issues, "issue")
        + ", "
        + failed
        + " failed";
  }

  void writeTo(PrintWriter out) {
    out.println(summary() + " in " + DurationText.of(result.duration()));
    Map<CheckSection, List<CheckOutcome>> sections =
        result.outcomes().stream()
            .collect(
                Collectors.groupingBy(
                    outcome -> outcome.check().section(), TreeMap::new, Collectors.toList()));
    sections.forEach((section, outcomes) -> writeSection(out, section, outcomes));
    if (detailed) {
      result.outcomes().stream()
          .filter(outcome -> !outcome.issues().isEmpty())
          .forEach(outcome -> writeIssues(out, outcome));
    }
    WarningReport.writeText(WarningReport.of(result.warnings()), out);
  }

  private static void writeSection(
      PrintWriter out, CheckSection section, List<CheckOutcome> outcomes) {
    out.println();
    out.println(section.title());
    TextTable text = new TextTable();
    for (CheckOutcome outcome : outcomes) {
      text.row(
          outcome.check().severity(),
          outcome.check().id(),
          number(outcome),
          percentage(outcome),
          DurationText.of(outcome.duration()),
          outcome.error().orElse(""));
    }
    text.writeTo(out);
  }

  private static void writeIssues(PrintWriter out, CheckOutcome outcome) {
    out.println();
    out.println(outcome.check().texts().title() + " (" + outcome.check().id() + ")");
    out.println("  " + outcome.check().texts().recommendation());
    TextTable text = new TextTable();
    for (IntegrityIssue issue : outcome.issues()) {
      text.row(
          issue.severity(),
          issue.id().orElse(""),
          line(issue.name()),
          line(issue.comment()),
          line(
              issue.refs().stream()
                  .map(IntegrityText::reference)
                  .collect(Collectors.joining(", "))));
    }
    text.writeTo(out);
    if (outcome.truncated()) {
      out.println("  ... and " + (outcome.count() - outcome.issues().size()) + " more");
    }
  }

  private static String reference(ObjectReference reference) {
    return reference.name() + reference.uid().map(uid -> " (" + uid + ")").orElse("");
  }

  /** Names come from a database, and may hold what moves a terminal's cursor. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }

  private static String number(CheckOutcome outcome) {
    return switch (outcome.status()) {
      case PASSED, ISSUES -> counted(outcome.count(), "issue");
      default -> outcome.status().name();
    };
  }

  private static String percentage(CheckOutcome outcome) {
    return outcome.status() == CheckStatus.ISSUES
        ? outcome
            .percentage()
            .map(exact -> exact.setScale(2, RoundingMode.HALF_UP) + "%")
            .orElse("")
        : "";
  }

  private static String counted(long number, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
  }

  private long count(CheckStatus status) {
    return result.outcomes().stream().filter(outcome -> outcome.status() == status).count();
  }
}
