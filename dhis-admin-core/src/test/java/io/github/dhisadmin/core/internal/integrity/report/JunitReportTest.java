package io.github.dhisadmin.core.internal.integrity.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {

  @Test
  void sections_are_suites_and_checks_are_cases() {
    Document report =
        report(
            ReportResults.of(
                ReportResults.found("sound", Severity.WARNING, 0, 3L),
                ReportResults.found("broken", Severity.WARNING, 2, 3L),
                ReportResults.ended("late", CheckStatus.TIMEOUT, "too long"),
                ReportResults.ended("absent", CheckStatus.SKIPPED, "no table")),
            Severity.WARNING);

    Element all = report.getDocumentElement();
    assertThat(all.getTagName()).isEqualTo("testsuites");
    assertThat(counts(all)).isEqualTo("4 tests 1 failures 1 errors 1 skipped 1.234 s");
    Element elements = element(report, "testsuite", 0);
    assertThat(elements.getAttribute("name")).isEqualTo("Data elements (aggregate)");
    assertThat(elements.getAttribute("timestamp")).isEqualTo("2026-03-01T02:00:00Z");
    assertThat(counts(elements)).isEqualTo("2 tests 1 failures 0 errors 0 skipped 0.112 s");
    Element units = element(report, "testsuite", 1);
    assertThat(units.getAttribute("name")).isEqualTo("Organisation units");
    assertThat(counts(units)).isEqualTo("2 tests 0 failures 1 errors 1 skipped 0.014 s");
    Element broken = element(report, "testcase", 1);
    assertThat(broken.getAttribute("name")).isEqualTo("broken");
    assertThat(broken.getAttribute("classname")).isEqualTo("integrity.data_elements");
    assertThat(broken.getAttribute("time")).isEqualTo("0.056");
    assertThat(element(report, "failure", 0).getAttribute("message"))
        .isEqualTo("Title of broken: 2 issues among 3");
    assertThat(element(report, "error", 0).getAttribute("message")).isEqualTo("too long");
    assertThat(element(report, "skipped", 0).getAttribute("message")).isEqualTo("no table");
  }

  @Test
  void issues_below_the_threshold_are_told_and_no_failure() {
    IntegrityResult result =
        ReportResults.of(
            ReportResults.found(
                "priorities",
                Severity.WARNING,
                1,
                null,
                ReportResults.issue(Severity.INFO, "Rule", "no action assigns")));

    Document report = report(result, Severity.WARNING);

    assertThat(report.getElementsByTagName("failure").getLength()).isZero();
    assertThat(element(report, "system-out", 0).getTextContent())
        .isEqualTo(
            "Title of priorities: 1 issue\nWhat to do.\nINFO Rule (uid4): no action assigns");
    assertThat(report(result, Severity.INFO).getElementsByTagName("failure").getLength())
        .isEqualTo(1);
  }

  @Test
  void failure_names_a_hundred_issues_and_counts_the_others() {
    IntegrityIssue[] issues =
        IntStream.range(0, 120)
            .mapToObj(i -> ReportResults.issue(Severity.WARNING, "Unit " + i, ""))
            .toArray(IntegrityIssue[]::new);

    Document report =
        report(
            ReportResults.of(ReportResults.found("units", Severity.WARNING, 500, 600L, issues)),
            Severity.WARNING);

    assertThat(element(report, "failure", 0).getTextContent().lines())
        .hasSize(102)
        .contains("WARNING Unit 99 (uid7)")
        .doesNotContain("WARNING Unit 100 (uid8)")
        .endsWith("... and 400 more");
  }

  @Test
  void hostile_texts_stay_texts() {
    String hostile = "</failure><x a='\"'>&amp; ]]> \0\u0001\uFFFE \uD83D\uDC26 \uD800 é\ttab";
    Document report =
        report(
            ReportResults.of(
                ReportResults.found(
                    "units",
                    Severity.WARNING,
                    1,
                    null,
                    ReportResults.issue(Severity.WARNING, hostile, "two\nlines")),
                ReportResults.ended("late", CheckStatus.ERROR, hostile)),
            Severity.WARNING);

    String readable = "</failure><x a='\"'>&amp; ]]> \uFFFD\uFFFD\uFFFD \uD83D\uDC26 \uFFFD é\ttab";
    assertThat(element(report, "failure", 0).getTextContent())
        .contains("WARNING " + readable + " (uid" + hostile.length() + "): two\nlines");
    assertThat(element(report, "error", 0).getAttribute("message")).isEqualTo(readable);
    assertThat(report.getElementsByTagName("x").getLength()).isZero();
  }

  private static String counts(Element suite) {
    return suite.getAttribute("tests")
        + " tests "
        + suite.getAttribute("failures")
        + " failures "
        + suite.getAttribute("errors")
        + " errors "
        + suite.getAttribute("skipped")
        + " skipped "
        + suite.getAttribute("time")
        + " s";
  }

  private static Element element(Document report, String name, int index) {
    NodeList elements = report.getElementsByTagName(name);
    assertThat(elements.getLength()).as(name).isGreaterThan(index);
    return (Element) elements.item(index);
  }

  private static Document report(IntegrityResult result, Severity threshold) {
    StringWriter out = new StringWriter();
    try {
      new JunitReport(new ReportContent(result, true, threshold, Map.of())).writeTo(out);
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(out.toString())));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError("no XML: " + out, e);
    }
  }
}
