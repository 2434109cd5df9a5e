package io.github.dhisadmin.core.internal.integrity.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dhisadmin.integrity.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!-- & \u2028 \\u003c \" ' @DATA@ 🐦";

  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @Test
  void page_is_whole_and_loads_nothing() throws IOException {
    String page = page("Bo");

    assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContainPattern("(?i)\\b(src|href)=\"(https?:)?//")
        .doesNotContainPattern("(?i)<link|@import|url\\(|fetch\\(|XMLHttpRequest");
  }

  @Test
  void script_shows_data_as_text_only() throws IOException {
    assertThat(page("Bo"))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void text_of_the_data_cannot_leave_its_element() throws IOException {
    String page = page(HOSTILE);

    assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!-- &");
    assertThat(page.split("<script", -1)).hasSize(page("Bo").split("<script", -1).length);
    assertThat(data(page)).doesNotContainPattern("[<>&\u2028]");
  }

  @Test
  void data_is_the_report_for_programs() throws IOException {
    List<String> texts = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(data(page(HOSTILE)))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          texts.add(json.getText());
        }
      }
    }

    assertThat(texts).contains("units_orphaned", "What to do.", HOSTILE);
  }

  private static String data(String page) {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    return data.group(1);
  }

  private static String page(String name) throws IOException {
    StringWriter out = new StringWriter();
    new HtmlReport(
            new ReportContent(
                ReportResults.of(
                    ReportResults.found(
                        "units_orphaned",
                        Severity.SEVERE,
                        1,
                        3L,
                        ReportResults.issue(Severity.SEVERE, name, ""))),
                true,
                Severity.WARNING,
                Map.of()))
        .writeTo(out);
    return out.toString();
  }
}
