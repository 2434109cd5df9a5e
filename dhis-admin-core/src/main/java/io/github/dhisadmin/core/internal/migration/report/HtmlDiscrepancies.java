package io.github.dhisadmin.core.internal.migration.report;

import io.github.dhisadmin.core.internal.report.HtmlPage;
import java.io.IOException;
import java.io.Writer;

/** Discrepancies for people: one page that holds those for programs and shows them. */
public final class HtmlDiscrepancies {
  /** More than this makes browsers slow; the page says what it leaves out. */
  static final long MOST = 50_000;

  private final DiscrepancyList discrepancies;

  /** Tells these. */
  public HtmlDiscrepancies(DiscrepancyList discrepancies) {
    this.discrepancies = discrepancies;
  }

  /** Writes the page; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    HtmlPage.of(HtmlDiscrepancies.class, "discrepancies.html")
        .writeTo(out, new JsonDiscrepancies(discrepancies.atMost(MOST))::writeTo);
  }
}
