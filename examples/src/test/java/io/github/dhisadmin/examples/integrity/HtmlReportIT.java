package io.github.dhisadmin.examples.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dhisadmin.IntegrityReport;
import io.github.dhisadmin.examples.browser.BrowserPage;
import io.github.dhisadmin.examples.browser.Chromium;
import io.github.dhisadmin.examples.browser.PageLook;
import io.github.dhisadmin.integrity.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page for people, in a browser; skipped where none of the Chromium kind is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportIT {
  /** Pictures of the page are left here for whoever wants to look at them. */
  private static final Path PICTURES = Path.of("target", "integrity-report");

  /** How much of a long page a picture shows. */
  private static final int PICTURE_HEIGHT = 2600;

  private static final String ROW = "[data-role=check-row]";
  private static final String LARGE =
      "[data-role=check-details][data-check=" + HostileResult.LARGE_CHECK + "] ";
  private static final String HOSTILE =
      "[data-role=check-details][data-check=" + HostileResult.HOSTILE_CHECK + "] ";
  private static final String OPEN_ALL =
      "document.querySelectorAll('[data-role=open]').forEach(button => button.click())";

  private Optional<Chromium> browser = Optional.empty();
  private URI report = URI.create("about:blank");
  private BrowserPage page;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Optional<Path> executable = Chromium.installed();
    assumeTrue(
        executable.isPresent(), "no chromium on the PATH, so nobody looked at the HTML report");
    Path file = directory.resolve("report.html");
    try (Writer out = Files.newBufferedWriter(file)) {
      IntegrityReport.details(HostileResult.result())
          .withTrends(HostileResult.trends())
          .write(ReportFormat.HTML, out);
    }
    report = file.toUri();
    browser = Optional.of(Chromium.start(executable.orElseThrow(), directory.resolve("profile")));
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  void end() {
    browser.ifPresent(Chromium::close);
  }

  @BeforeEach
  void open() {
    page = browser.orElseThrow().open(report);
  }

  @Test
  void page_asks_for_nothing_besides_itself_and_nobody_complains() {
    page.value(OPEN_ALL);

    assertThat(page.requests()).containsExactly(page.value("location.href").textValue());
    assertThat(page.complaints()).isEmpty();
    assertThat(page.texts(ROW)).hasSize(12);
    assertThat(page.texts("[data-role=tile-issues] strong")).containsExactly("10,171");
    assertThat(page.texts("[data-role=tile-broken] strong")).containsExactly("2");
  }

  @Test
  void names_are_shown_letter_by_letter_and_never_obeyed() {
    page.value(OPEN_ALL);

    assertThat(page.texts(HOSTILE + "td[data-column=name]"))
        .containsExactlyElementsOf(HostileResult.HOSTILE_NAMES);
    assertThat(page.texts(HOSTILE + "td[data-column=comment]"))
        .containsExactlyElementsOf(HostileResult.HOSTILE_NAMES);
    assertThat(page.value("typeof window.taken").textValue()).isEqualTo("undefined");
    assertThat(page.value("document.scripts.length").intValue()).isEqualTo(2);
    assertThat(page.texts("main :is(img, iframe, style, b b, svg[onload], [onclick], [onfocus])"))
        .isEmpty();
    assertThat(page.texts("a[href]:not(.skip)")).isEmpty();
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void text_that_runs_from_right_to_left_turns_nothing_beside_it() {
    page.value(OPEN_ALL);

    assertThat(page.texts(HOSTILE + "td:is([data-column=name], [data-column=comment]) > bdi"))
        .hasSize(2 * HostileResult.HOSTILE_NAMES.size());
    assertThat(page.texts(HOSTILE + ".refs bdi + code")).hasSameSizeAs(HostileResult.HOSTILE_NAMES);
  }

  @Test
  void checks_are_sorted_by_the_keyboard() {
    page.tabTo("[data-role=sort][data-column=count]");
    page.pressEnter();

    assertThat(shownChecks().get(0)).isEqualTo(HostileResult.LARGE_CHECK);
    assertThat(sortOf("count")).isEqualTo("descending");
    assertThat(page.value("getComputedStyle(document.activeElement).outlineStyle").textValue())
        .isEqualTo("solid");

    page.pressEnter();

    assertThat(shownChecks().get(11)).isEqualTo(HostileResult.LARGE_CHECK);
    assertThat(sortOf("count")).isEqualTo("ascending");
  }

  @Test
  void checks_are_filtered_by_the_keyboard() {
    page.tabTo("[data-role=check-filter]");
    page.type("numerator");

    assertThat(shownChecks()).containsExactly("indicators_with_invalid_numerator");
    assertThat(page.texts("#said")).containsExactly("1 check shown");

    page.tabTo("[data-role=section-filter]");
    page.type("Periods");

    assertThat(shownChecks()).isEmpty();
    assertThat(page.value("document.getElementById('no-checks').hidden").booleanValue()).isFalse();
  }

  @Test
  void issues_are_found_sorted_and_paged_by_the_keyboard() {
    page.tabTo(ROW + "[data-check=" + HostileResult.LARGE_CHECK + "] [data-role=open]");
    page.pressEnter();

    assertThat(page.texts(LARGE + "[data-role=shown]")).containsExactly("1\u2013200 of 10,000");

    page.tabTo(LARGE + "[data-role=sort][data-column=severity]");
    page.pressEnter();
    page.pressEnter();

    assertThat(issueNames().get(0)).isEqualTo("Health post 40");

    page.tabTo(LARGE + "[data-role=next]");
    page.pressEnter();

    assertThat(page.texts(LARGE + "[data-role=shown]")).containsExactly("201\u2013400 of 10,000");

    page.tabTo(LARGE + "[data-role=issue-filter]");
    page.type("post 9999");

    assertThat(issueNames()).containsExactly("Health post 9999");
    assertThat(page.texts(LARGE + "[data-role=shown]")).containsExactly("1\u20131 of 1");
  }

  @Test
  void focus_stays_in_the_pager_on_the_last_page() {
    page.tabTo(ROW + "[data-check=" + HostileResult.LARGE_CHECK + "] [data-role=open]");
    page.pressEnter();
    page.tabTo(LARGE + "[data-role=issue-filter]");
    page.type("88");
    page.tabTo(LARGE + "[data-role=next]");
    page.pressEnter();

    assertThat(page.texts(LARGE + "[data-role=shown]")).containsExactly("201\u2013280 of 280");
    assertThat(page.value("document.activeElement.dataset.role").textValue()).isEqualTo("previous");
  }

  @ParameterizedTest
  @CsvSource({
    "375, light",
    "375, dark",
    "768, light",
    "768, dark",
    "1440, light",
    "1440, dark",
  })
  void everything_fits_the_window_and_can_be_read(int width, String scheme) throws IOException {
    PageLook look = new PageLook(page, width, scheme);
    page.picture(PICTURES.resolve(width + "-" + scheme + ".png"), width, PICTURE_HEIGHT);
    page.value(OPEN_ALL);
    page.picture(PICTURES.resolve(width + "-" + scheme + "-open.png"), width, 2 * PICTURE_HEIGHT);

    look.check();
  }

  private List<String> shownChecks() {
    return page.texts(ROW + " code.id");
  }

  private List<String> issueNames() {
    return page.texts(LARGE + "td[data-column=name]");
  }

  private String sortOf(String column) {
    return page.value(
            "document.querySelector('#check-heads th[data-column=" + column + "]').ariaSort")
        .textValue();
  }
}
