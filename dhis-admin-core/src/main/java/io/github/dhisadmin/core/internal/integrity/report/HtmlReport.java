package io.github.dhisadmin.core.internal.integrity.report;

import io.github.dhisadmin.core.internal.report.HtmlPage;
import java.io.IOException;
import java.io.Writer;

/** The report for people: one page that holds the report for programs and shows it. */
public final class HtmlReport {
  private final ReportContent content;

  /** Tells this content. */
  public HtmlReport(ReportContent content) {
    this.content = content;
  }

  /** Writes the page; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    HtmlPage.of(HtmlReport.class, "report.html").writeTo(out, new JsonReport(content)::writeTo);
  }
}
