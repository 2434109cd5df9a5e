package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityRequest;
import io.github.dhisadmin.integrity.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrityCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  private Path directory;

  @BeforeEach
  void open(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void list_has_every_promised_field() {
    JsonNode check = run("list", "--format", "json").json().at("/checks/2");

    assertThat(check.at("/id").textValue()).isEqualTo("units_tangled");
    assertThat(check.at("/code").textValue()).isEqualTo("UT");
    assertThat(check.at("/section").textValue()).isEqualTo("Organisation units");
    assertThat(check.at("/severity").textValue()).isEqualTo("CRITICAL");
    assertThat(check.at("/slow").booleanValue()).isTrue();
    assertThat(check.at("/source").textValue()).isEqualTo("SEED");
  }

  @Test
  void list_for_people_is_grouped_by_section() {
    assertThat(run("list").out())
        .containsSubsequence(
            "Data sets\n",
            "INFO  data_sets_unused",
            "Organisation units\n",
            "SEVERE    units_orphaned",
            "CRITICAL  units_tangled");
  }

  @Test
  void list_tells_what_is_wrong_with_a_broken_check() {
    assertThat(run("list", "--format", "json").json().at("/checks/3/problems/0").textValue())
        .isEqualTo("a.yaml:1: 'title' is missing");
    assertThat(run("list").out())
        .containsPattern("custom_a +CA +CUSTOM +broken")
        .containsSubsequence(
            "What is wrong with broken checks\n", "custom_a  a.yaml:1: 'title' is missing");
  }

  @Test
  void summary_has_every_promised_field_and_no_issues() {
    CliRun run = run("summary", "--format", "json");

    assertThat(run.status()).isZero();
    JsonNode check = run.json().at("/checks/1");
    assertThat(check.at("/id").textValue()).isEqualTo("units_orphaned");
    assertThat(check.at("/severity").textValue()).isEqualTo("SEVERE");
    assertThat(check.at("/section").textValue()).isEqualTo("Organisation units");
    assertThat(check.at("/count").longValue()).isEqualTo(2);
    assertThat(check.at("/percentage").decimalValue()).isEqualByComparingTo("3.3333");
    assertThat(check.at("/durationMs").longValue()).isEqualTo(45);
    assertThat(check.at("/error").isNull()).isTrue();
    assertThat(check.has("issues")).isFalse();
    assertThat(run.json().at("/checks/2/error").textValue()).isEqualTo("column path");
  }

  @Test
  void details_hold_issues() {
    JsonNode issue = run("details", "--format", "json").json().at("/checks/1/issues/0");

    assertThat(issue.at("/id").textValue()).isEqualTo("unitUid0001");
    assertThat(issue.at("/name").textValue()).startsWith("Bo");
    assertThat(issue.at("/comment").textValue()).isEqualTo("no parent");
    assertThat(issue.at("/refs/0/uid").textValue()).isEqualTo("groupUid001");
  }

  @Test
  void text_names_issues_and_lets_none_of_them_draw_on_the_terminal() {
    CliRun run = run("details");

    assertThat(run.out())
        .contains("3 checks, 1 passed, 1 with 2 issues, 0 failed in 2.3 s")
        .containsPattern("SEVERE +units_orphaned +2 issues +3.33% +45 ms")
        .containsPattern("CRITICAL +units_tangled +SKIPPED +0 ms +column path")
        .contains("Title of units_orphaned (units_orphaned)\n  What to do.")
        .containsPattern("SEVERE +unitUid0001 +Bo .*no parent +Urban \\(groupUid001\\)")
        .contains("NO_COMPULSORY_GROUP_SETS in units: none is compulsory (1)")
        .doesNotContain("\u001b");
    assertThat(run.err()).contains("50% Checking (1 of 2) units_orphaned");
  }

  @Test
  void summary_for_people_names_no_issues() {
    assertThat(run("summary").out()).contains("units_orphaned").doesNotContain("unitUid0001");
  }

  @ParameterizedTest
  @CsvSource({"html, <!DOCTYPE html>", "junit, <?xml"})
  void standard_output_may_be_a_report(String format, String start) {
    assertThat(run("details", "--format", format).out()).startsWith(start).contains("Kenema");
  }

  @Test
  void issues_are_not_written_as_csv() {
    assertThat(run("details", "--format", "csv").status()).isEqualTo(ExitStatus.WRONG_USAGE);
  }

  @Test
  void options_choose_the_checks() {
    run(
        "summary",
        "--check",
        "units_*",
        "--check",
        "DSU",
        "--section",
        "organisation units",
        "--severity",
        "severe",
        "--include-slow",
        "--option",
        "open_units_only",
        "--option",
        "ALL_DOMAINS",
        "--store-issues");

    IntegrityRequest request = services.integrityRequests.get(0);
    CheckSelection selection = request.selection();
    assertThat(selection.names()).containsExactly("units_*", "DSU");
    assertThat(selection.sections()).containsExactly(CheckSection.ORGANISATION_UNITS);
    assertThat(selection.severities()).containsExactly(Severity.SEVERE);
    assertThat(selection.slowIncluded()).isTrue();
    assertThat(request.issuesStored()).isTrue();
    assertThat(request.options())
        .containsExactlyInAnyOrder(CheckOption.OPEN_UNITS_ONLY, CheckOption.ALL_DOMAINS);
  }

  @Test
  void without_options_the_checks_of_the_default_run() {
    run("summary");

    CheckSelection selection = services.integrityRequests.get(0).selection();
    assertThat(selection.names()).isEmpty();
    assertThat(selection.sections()).isEmpty();
    assertThat(selection.severities()).isEmpty();
    assertThat(selection.slowIncluded()).isFalse();
    assertThat(services.integrityRequests.get(0).issuesStored()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "summary, SEVERE, 1",
    "summary, critical, 0",
    "summary, INFO, 1",
    "details, SEVERE, 1",
    "details, CRITICAL, 0"
  })
  void issues_from_a_severity_on_fail_the_command(String mode, String severity, int status) {
    assertThat(run(mode, "--fail-on", severity).status()).isEqualTo(status);
  }

  @Test
  void issues_fail_nothing_unless_asked_for() {
    assertThat(run("details").status()).isZero();
  }

  @Test
  void check_that_fails_fails_the_command() {
    CliRun run =
        FakeServices.failing()
            .run("integrity", "summary", "--jdbc-url", FakeServices.URL, "--format=json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/checks/2/error").textValue()).isEqualTo("disk full");
  }

  @ParameterizedTest
  @CsvSource({
    "report.json, '{', units_orphaned",
    "REPORT.HTML, <!DOCTYPE, Kenema",
    "r.xml, <?xml, Kenema"
  })
  void report_goes_to_a_file_of_the_format_that_its_ending_says(
      String name, String start, String text) throws IOException {
    Path file = directory.resolve(name);

    CliRun run = run("details", "--output", file.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("3 checks");
    assertThat(Files.readString(file)).startsWith(start).contains(text);
  }

  @Test
  void report_tells_how_the_counts_went() throws IOException {
    Path file = directory.resolve("report.json");

    run("summary", "--output", file.toString());

    assertThat(Files.readString(file)).contains("\"trend\":[{\"runId\":42", "\"count\":9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.txt", "report", "missing/report.json"})
  void report_that_cannot_be_written_is_wrong_usage_before_anything_runs(String name) {
    CliRun run = run("summary", "--output", directory.resolve(name).toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(services.opened).isEmpty();
  }

  @Test
  void unknown_section_is_wrong_usage_and_suggests_the_nearest() {
    CliRun run = run("summary", "--section", "Organization units");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean Organisation units?");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void unknown_check_is_wrong_usage_and_suggests_the_nearest() {
    CliRun run = run("summary", "--check", "unit_orphaned", "--format", "json");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.json().at("/error/message").textValue()).contains("units_orphaned");
  }

  @Test
  void unknown_severity_is_wrong_usage() {
    assertThat(run("summary", "--fail-on", "HIGH").status()).isEqualTo(2);
  }

  @Test
  void nothing_to_do_is_wrong_usage() {
    CliRun run = run();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("integrity list, summary or details");
  }

  @Test
  void list_is_text_or_json() {
    assertThat(run("list", "--format", "html").status()).isEqualTo(2);
  }

  @Test
  void checks_of_ones_own_come_from_a_directory() {
    run("list", "--custom-checks", directory.toString());

    assertThat(services.opened.get(0).customChecks()).contains(directory);
  }

  private CliRun run(String... args) {
    List<String> line = new ArrayList<>(List.of("integrity", "--jdbc-url", FakeServices.URL));
    line.addAll(List.of(args));
    return services.run(line.toArray(String[]::new));
  }
}
