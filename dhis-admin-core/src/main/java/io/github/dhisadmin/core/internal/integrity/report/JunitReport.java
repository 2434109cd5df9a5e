package io.github.dhisadmin.core.internal.integrity.report;

import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.IntegrityIssue;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The report for build servers, in the dialect of JUnit that all of them read: a suite per section,
 * a case per check. A check with issues from the threshold on is a failure, one that did not run to
 * its end an error.
 */
public final class JunitReport {
  /** A build server shows them in a small box. */
  private static final int ISSUES_SHOWN = 100;

  private final ReportContent content;

  /** Tells this content. */
  public JunitReport(ReportContent content) {
    this.content = content;
  }

  /** Writes the document; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    List<CheckOutcome> outcomes = content.result().outcomes();
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"integrity\"");
    writeCounts(out, outcomes, content.result().duration());
    out.write(">\n");
    for (Map.Entry<CheckSection, List<CheckOutcome>> section : bySection(outcomes).entrySet()) {
      writeSuite(out, section.getKey(), section.getValue());
    }
    out.write("</testsuites>\n");
    out.flush();
  }

  private static Map<CheckSection, List<CheckOutcome>> bySection(List<CheckOutcome> outcomes) {
    return outcomes.stream()
        .collect(
            Collectors.groupingBy(
                outcome -> outcome.check().section(), TreeMap::new, Collectors.toList()));
  }

  private void writeSuite(Writer out, CheckSection section, List<CheckOutcome> outcomes)
      throws IOException {
    Duration duration =
        outcomes.stream().map(CheckOutcome::duration).reduce(Duration.ZERO, Duration::plus);
    out.write("  <testsuite");
    writeAttribute(out, "name", section.title());
    writeAttribute(out, "timestamp", content.result().startedAt().toString());
    writeCounts(out, outcomes, duration);
    out.write(">\n");
    for (CheckOutcome outcome : outcomes) {
      writeCase(out, section, outcome);
    }
    out.write("  </testsuite>\n");
  }

  private void writeCounts(Writer out, List<CheckOutcome> outcomes, Duration duration)
      throws IOException {
    writeAttribute(out, "tests", String.valueOf(outcomes.size()));
    writeAttribute(
        out, "failures", String.valueOf(outcomes.stream().filter(content::fails).count()));
    writeAttribute(
        out, "errors", String.valueOf(outcomes.stream().filter(ReportContent::isBroken).count()));
    writeAttribute(
        out, "skipped", String.valueOf(outcomes.stream().filter(ReportContent::isSkipped).count()));
    writeAttribute(out, "time", seconds(duration));
  }

  private void writeCase(Writer out, CheckSection section, CheckOutcome outcome)
      throws IOException {
    out.write("    <testcase");
    writeAttribute(out, "classname", "integrity." + section.name().toLowerCase(Locale.ROOT));
    writeAttribute(out, "name", outcome.check().id());
    writeAttribute(out, "time", seconds(outcome.duration()));
    out.write(">\n");
    if (ReportContent.isSkipped(outcome)) {
      writeElement(out, "skipped", outcome.status().name(), outcome.error().orElse(""), "");
    } else if (ReportContent.isBroken(outcome)) {
      writeElement(out, "error", outcome.status().name(), outcome.error().orElse(""), "");
    } else if (content.fails(outcome)) {
      writeElement(
          out, "failure", outcome.check().severity().name(), message(outcome), issues(outcome));
    } else if (outcome.count() > 0) {
      out.write("      <system-out>");
      out.write(XmlText.escaped(message(outcome) + "\n" + issues(outcome)));
      out.write("</system-out>\n");
    }
    out.write("    </testcase>\n");
  }

  private static String message(CheckOutcome outcome) {
    return outcome.check().texts().title()
        + ": "
        + outcome.count()
        + (outcome.count() == 1 ? " issue" : " issues")
        + outcome.total().stream().mapToObj(total -> " among " + total).findFirst().orElse("");
  }

  private static String issues(CheckOutcome outcome) {
    StringBuilder text = new StringBuilder(outcome.check().texts().recommendation());
    outcome.issues().stream().limit(ISSUES_SHOWN).forEach(issue -> append(text, issue));
    long more = outcome.count() - Math.min(ISSUES_SHOWN, outcome.issues().size());
    if (more > 0 && !outcome.issues().isEmpty()) {
      text.append("\n... and ").append(more).append(" more");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, IntegrityIssue issue) {
    text.append('\n').append(issue.severity()).append(' ').append(issue.name());
    issue.id().ifPresent(id -> text.append(" (").append(id).append(')'));
    if (!issue.comment().isEmpty()) {
      text.append(": ").append(issue.comment());
    }
  }

  private static void writeElement(
      Writer out, String element, String type, String message, String body) throws IOException {
    out.write("      <" + element);
    writeAttribute(out, "type", type);
    writeAttribute(out, "message", message);
    out.write(">" + XmlText.escaped(body) + "</" + element + ">\n");
  }

  private static void writeAttribute(Writer out, String name, String value) throws IOException {
    out.write(" " + name + "=\"" + XmlText.escaped(value) + "\"");
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
  }
}
