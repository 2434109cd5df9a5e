package io.github.dhisadmin;

import io.github.dhisadmin.core.internal.integrity.report.HtmlReport;
import io.github.dhisadmin.core.internal.integrity.report.JsonReport;
import io.github.dhisadmin.core.internal.integrity.report.JunitReport;
import io.github.dhisadmin.core.internal.integrity.report.ReportContent;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.ReportFormat;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** What a run of integrity checks found, as a document; an immutable value. */
public final class IntegrityReport {
  private final ReportContent content;

  private IntegrityReport(ReportContent content) {
    this.content = content;
  }

  /** A report of counts; issues from {@code WARNING} on are failures. */
  public static IntegrityReport summary(IntegrityResult result) {
    return new IntegrityReport(new ReportContent(result, false, Severity.WARNING, Map.of()));
  }

  /** A report of the issues as well; those from {@code WARNING} on are failures. */
  public static IntegrityReport details(IntegrityResult result) {
    return new IntegrityReport(new ReportContent(result, true, Severity.WARNING, Map.of()));
  }

  /** Issues of this severity, or graver ones, are failures. */
  public IntegrityReport failingAt(Severity threshold) {
    return new IntegrityReport(
        new ReportContent(content.result(), content.detailed(), threshold, content.trends()));
  }

  /**
   * Tells also how the counts went.
   *
   * @param byCheckId former counts of checks, the newest first, as the history gives them; checks
   *     may be left out
   */
  public IntegrityReport withTrends(Map<String, List<TrendPoint>> byCheckId) {
    return new IntegrityReport(
        new ReportContent(content.result(), content.detailed(), content.threshold(), byCheckId));
  }

  /**
   * Writes the report as UTF-8 documents say they are; the writer must encode it so, and stays
   * open.
   *
   * @throws UncheckedIOException if the writer fails
   */
  public void write(ReportFormat format, Writer out) {
    try {
      switch (format) {
        case JSON -> new JsonReport(content).writeTo(out);
        case JUNIT -> new JunitReport(content).writeTo(out);
        case HTML -> new HtmlReport(content).writeTo(out);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The integrity report could not be written.", e);
    }
  }
}
