package io.github.dhisadmin.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dhisadmin.DiscrepancyReport;
import io.github.dhisadmin.examples.browser.BrowserPage;
import io.github.dhisadmin.examples.browser.Chromium;
import io.github.dhisadmin.examples.browser.PageLook;
import io.github.dhisadmin.migration.DiscrepancyFormat;
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

/**
 * The table of discrepancies in a browser; skipped where none of the Chromium kind is installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscrepancyPageIT {
  /** Pictures of the page are left here for whoever wants to look at them. */
  private static final Path PICTURES = Path.of("target", "discrepancy-report");

  private static final int PICTURE_HEIGHT = 1600;
  private static final String ROWS = "[data-role=discrepancy-row]";

  private Optional<Chromium> browser = Optional.empty();
  private URI report = URI.create("about:blank");
  private BrowserPage page;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Optional<Path> executable = Chromium.installed();
    assumeTrue(
        executable.isPresent(), "no chromium on the PATH, so nobody looked at the discrepancies");
    HostileDiscrepancies found = new HostileDiscrepancies();
    Path file = directory.resolve("discrepancies.html");
    try (Writer out = Files.newBufferedWriter(file)) {
      DiscrepancyReport.of(found, found.result()).write(DiscrepancyFormat.HTML, out);
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
  void page_counts_every_kind_and_asks_for_nothing_besides_itself() {
    assertThat(page.texts("[data-role=tile-matched] strong")).containsExactly("98,765");
    assertThat(page.texts("[data-role=tile-kind] strong")).containsExactly("5,000", "11", "0", "1");
    assertThat(page.texts(ROWS)).hasSize(200);
    assertThat(page.texts("[data-role=shown]")).containsExactly("1\u2013200 of 5,012");
    assertThat(page.requests()).containsExactly(page.value("location.href").textValue());
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void values_are_shown_letter_by_letter_and_never_obeyed() {
    choose("item-set-filter", "case texts");

    assertThat(page.texts(ROWS + " td[data-column=source]"))
        .containsExactlyElementsOf(HostileDiscrepancies.TEXTS);
    assertThat(page.value("typeof window.taken").textValue()).isEqualTo("undefined");
    assertThat(page.value("document.scripts.length").intValue()).isEqualTo(2);
    assertThat(page.texts("main :is(img, iframe, style, [onmouseover])")).isEmpty();
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void discrepancies_are_found_and_paged_by_the_keyboard() {
    page.tabTo("[data-role=next]");
    page.pressEnter();

    assertThat(page.texts("[data-role=shown]")).containsExactly("201\u2013400 of 5,012");

    page.tabTo("[data-role=discrepancy-filter]");
    page.type("unit0004999");

    assertThat(page.texts(ROWS + " td[data-column=organisationUnit]"))
        .containsExactly("Unit0004999");
  }

  @Test
  void kind_is_chosen_among_those_that_occur() {
    assertThat(page.texts("[data-role=kind-filter] option"))
        .containsExactly("All", "Missing at destination", "Value differs", "Not comparable");

    choose("kind-filter", "VALUE_DIFFERS");

    assertThat(page.texts("[data-role=shown]")).containsExactly("1\u201311 of 11");
  }

  @Test
  void values_of_which_the_destination_has_several_do_not_look_missing() {
    choose("kind-filter", "NOT_COMPARABLE");

    assertThat(page.texts(ROWS + " td[data-column=destination]")).containsExactly("several");
  }

  @Test
  void rows_are_sorted_by_numbers_in_values() {
    page.tabTo("[data-role=sort][data-column=source]");
    page.pressEnter();
    page.pressEnter();

    List<String> sources = page.texts(ROWS + " td[data-column=source]");
    assertThat(sources).contains("5999");
    assertThat(sources.indexOf("5999")).isLessThan(sources.indexOf("5998"));
  }

  @ParameterizedTest
  @CsvSource({"375, light", "375, dark", "768, light", "1440, light", "1440, dark"})
  void everything_fits_the_window_and_can_be_read(int width, String scheme) throws IOException {
    PageLook look = new PageLook(page, width, scheme);
    page.picture(PICTURES.resolve(width + "-" + scheme + ".png"), width, PICTURE_HEIGHT);
    look.check();
    choose("kind-filter", "VALUE_DIFFERS");
    page.picture(PICTURES.resolve(width + "-" + scheme + "-texts.png"), width, PICTURE_HEIGHT);

    look.check();
  }

  private void choose(String role, String value) {
    page.value(
        "(() => { const list = document.querySelector('[data-role=%s]'); list.value = '%s';"
                .formatted(role, value)
            + " list.dispatchEvent(new Event('change')); })()");
  }
}
