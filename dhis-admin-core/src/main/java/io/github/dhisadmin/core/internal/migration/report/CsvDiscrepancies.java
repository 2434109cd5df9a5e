package io.github.dhisadmin.core.internal.migration.report;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Point;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Discrepancies for spreadsheets, as RFC 4180 has it. What a server holds as text may look like a
 * formula, which a spreadsheet would carry out: such a cell begins with an apostrophe. A cell
 * without a value is empty, and one with an empty value is a pair of quotes.
 */
public final class CsvDiscrepancies {
  private static final List<String> COLUMNS =
      List.of(
          "itemSet",
          "kind",
          "dataElement",
          "period",
          "organisationUnit",
          "categoryOptionCombo",
          "attributeOptionCombo",
          "source",
          "destination");

  /**
   * Also after blanks, as some programs cut them, and in the full width in which Japanese is typed.
   */
  private static final Pattern FORMULA =
      Pattern.compile("(?s)[\\s\\p{Z}\\p{C}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*|[\t\r\n].*");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern QUOTED = Pattern.compile("(?s).*[\",;\t\r\n].*|");

  private final DiscrepancyList discrepancies;

  /** Tells these. */
  public CsvDiscrepancies(DiscrepancyList discrepancies) {
    this.discrepancies = discrepancies;
  }

  /** Writes the document; the writer stays open. */
  public void writeTo(Writer out) throws IOException {
    out.write(String.join(",", COLUMNS) + "\r\n");
    discrepancies.forEach(each -> out.write(line(each)));
  }

  private static String line(Discrepancy discrepancy) {
    Point point = discrepancy.point();
    return Arrays.asList(
                discrepancy.itemSet(),
                discrepancy.kind().name(),
                point.dataElement(),
                point.period(),
                point.organisationUnit(),
                point.categoryOptionCombo(),
                point.attributeOptionCombo(),
                discrepancy.sourceValueOrNull(),
                discrepancy.destinationValueOrNull())
            .stream()
            .map(CsvDiscrepancies::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean formula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    String safe = formula ? "'" + text : text;
    return QUOTED.matcher(safe).matches() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
