package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DhisAdminCliTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void no_command_is_wrong_usage() {
    CliRun run = services.run();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Name a command");
  }

  @Test
  void misspelt_command_is_wrong_usage_and_named() {
    CliRun run = services.run("analitics");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("analitics").contains("analytics");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "demo-database",
        "resource-tables",
        "analytics",
        "integrity",
        "integrity list",
        "integrity summary",
        "integrity details",
        "jobs",
        "jobs list",
        "jobs create",
        "jobs run",
        "scheduler",
        "cron",
        "cron explain"
      })
  void every_command_explains_itself(String command) {
    List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
    line.add("--help");

    CliRun run = services.run(line.toArray(String[]::new));

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("Usage: dhis-admin " + command)
        .contains("--jdbc-url")
        .contains("--format");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void common_options_may_stand_before_and_after_the_command() {
    services.run(
        "--dhis-schema",
        "dhis",
        "analytics",
        "--jdbc-url",
        FakeServices.URL,
        "--user",
        "u",
        "--admin-schema",
        "adm");

    assertThat(services.opened).containsExactly(new Target(FakeServices.URL, "u", "dhis", "adm"));
  }

  @Test
  void schemas_have_defaults() {
    services.run("analytics", "--jdbc-url", FakeServices.URL);

    assertThat(services.opened)
        .containsExactly(new Target(FakeServices.URL, null, "public", "dhis_admin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resource-tables", "analytics", "integrity list", "integrity summary"})
  void missing_database_is_wrong_usage(String command) {
    CliRun run = services.run(command.split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--jdbc-url");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void password_in_the_url_is_refused_and_not_repeated() {
    CliRun run =
        services.run("analytics", "--jdbc-url", FakeServices.URL + "?user=u&password=s3cret");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("DHIS_ADMIN_PASSWORD").doesNotContain("s3cret");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void password_is_not_an_option() {
    CliRun run = services.run("analytics", "--jdbc-url", FakeServices.URL, "--password", "s3cret");

    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void other_database_is_wrong_usage() {
    CliRun run = services.run("analytics", "--jdbc-url", "jdbc:mysql://localhost/dhis2");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("jdbc:postgresql:");
  }

  @Test
  void wrong_usage_is_still_one_json_document_for_a_caller_that_reads_json() {
    CliRun run = services.run("analytics", "--format", "json", "--last-years", "x");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.json().at("/error/code").textValue()).isEqualTo("INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "junit", "csv"})
  void formats_of_some_commands_are_wrong_usage_elsewhere(String format) {
    CliRun run = services.run("analytics", "--jdbc-url", FakeServices.URL, "--format", format);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("does not write " + format, "for 'integrity summary'");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void unknown_format_is_wrong_usage() {
    assertThat(services.run("quickstart", "--format", "yaml").status()).isEqualTo(2);
  }

  @Test
  void locale_of_the_machine_changes_nothing() {
    String[] args = {"analytics", "--format", "json", "--jdbc-url", FakeServices.URL};
    CliRun expected = services.run(args);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      CliRun run = services.run(args);
      CliRun text = services.run("analytics", "--jdbc-url", FakeServices.URL);

      assertThat(run.out()).isEqualTo(expected.out());
      assertThat(text.out()).contains("in 2.5 s");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void mode_is_understood_where_i_is_not_i() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      CliRun run =
          services.run(
              "analytics",
              "--jdbc-url",
              FakeServices.URL,
              "--mode",
              "incremental",
              "--format=json");

      assertThat(run.json().at("/mode").textValue()).isEqualTo("incremental");
    } finally {
      Locale.setDefault(before);
    }
  }
}
