package io.github.dhisadmin;

import io.github.dhisadmin.core.internal.migration.report.CsvDiscrepancies;
import io.github.dhisadmin.core.internal.migration.report.DiscrepancyList;
import io.github.dhisadmin.core.internal.migration.report.HtmlDiscrepancies;
import io.github.dhisadmin.core.internal.migration.report.JsonDiscrepancies;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.migration.DiscrepancyFormat;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.ValidationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * What a comparison of source and destination found, as a document. Discrepancies are read while it
 * is written, a page at a time, so that their number costs no memory. Immutable.
 */
public final class DiscrepancyReport {
  private final DiscrepancyList discrepancies;

  private DiscrepancyReport(DiscrepancyList discrepancies) {
    this.discrepancies = discrepancies;
  }

  /** A report of all discrepancies of a comparison. */
  public static DiscrepancyReport of(MigrationValidation validation, ValidationResult result) {
    return new DiscrepancyReport(new DiscrepancyList(validation, result, Long.MAX_VALUE));
  }

  /** The same with the first discrepancies only; their number is told in full. */
  public DiscrepancyReport first(long limit) {
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    return new DiscrepancyReport(discrepancies.atMost(limit));
  }

  /**
   * Writes the report as UTF-8 documents say they are; the writer must encode it so, and stays
   * open. The HTML page holds the first 50,000 discrepancies, and says so if there are more.
   *
   * @throws UncheckedIOException if the writer fails
   */
  public void write(DiscrepancyFormat format, Writer out) {
    try {
      switch (format) {
        case JSON -> new JsonDiscrepancies(discrepancies).writeTo(out);
        case CSV -> new CsvDiscrepancies(discrepancies).writeTo(out);
        case HTML -> new HtmlDiscrepancies(discrepancies).writeTo(out);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The discrepancies could not be written.", e);
    }
  }
}
