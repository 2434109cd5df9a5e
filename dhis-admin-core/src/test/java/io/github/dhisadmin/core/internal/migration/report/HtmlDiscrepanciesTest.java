package io.github.dhisadmin.core.internal.migration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HtmlDiscrepanciesTest {
  private static final String HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 @DATA@";

  @Test
  void page_is_whole_and_loads_nothing() throws IOException {
    assertThat(page(FoundDiscrepancies.of("7", "8")))
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("default-src 'none'")
        .doesNotContain("@STYLE@", "@SCRIPT@", "@DATA@")
        .doesNotContainPattern("(?i)\\b(src|href)=\"(https?:)?//")
        .doesNotContainPattern("(?i)<link|@import|url\\(|fetch\\(|XMLHttpRequest");
  }

  @Test
  void script_shows_data_as_text_only() throws IOException {
    assertThat(page(FoundDiscrepancies.of("7", "8")))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void values_cannot_leave_their_element() throws IOException {
    String page = page(FoundDiscrepancies.of(HOSTILE, HOSTILE));

    assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!-- &");
    assertThat(page.split("<script", -1)).hasSize(3);
  }

  @Test
  void page_holds_no_more_than_a_browser_can_bear() throws IOException {
    String page = page(FoundDiscrepancies.many(HtmlDiscrepancies.MOST + 1));

    assertThat(page.split("\"source\":\"", -1))
        .hasSize(Math.toIntExact(HtmlDiscrepancies.MOST) + 1);
    assertThat(page).contains("\"total\":" + (HtmlDiscrepancies.MOST + 1));
  }

  private static String page(FoundDiscrepancies found) throws IOException {
    StringWriter out = new StringWriter();
    new HtmlDiscrepancies(found.list()).writeTo(out);
    return out.toString();
  }
}
