package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import org.junit.jupiter.api.Test;

class ResourceTablesCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void rebuilds_all_tables_when_none_is_named() {
    CliRun run = services.run("resource-tables", "--jdbc-url", FakeServices.URL);

    assertThat(run.status()).isZero();
    assertThat(services.resourceTableUpdates).containsExactly(ResourceTableUpdate.all());
  }

  @Test
  void rebuilds_the_named_tables_under_any_of_their_names() {
    services.run(
        "resource-tables",
        "--jdbc-url",
        FakeServices.URL,
        "--table",
        "analytics_rs_orgunitstructure",
        "--table",
        "_PeriodStructure");

    assertThat(services.resourceTableUpdates)
        .containsExactly(
            ResourceTableUpdate.of(
                ResourceTable.ORGANISATION_UNIT_STRUCTURE, ResourceTable.PERIOD_STRUCTURE));
  }

  @Test
  void unknown_table_is_wrong_usage_and_suggests_the_nearest() {
    CliRun run =
        services.run(
            "resource-tables", "--jdbc-url", FakeServices.URL, "--table", "orgunitstrukture");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("There is no resource table 'orgunitstrukture'")
        .contains("Did you mean orgunitstructure");
    assertThat(run.out()).isEmpty();
    assertThat(services.opened).isEmpty();
  }

  @Test
  void table_like_no_other_is_answered_with_all_names() {
    CliRun run = services.run("resource-tables", "--jdbc-url", FakeServices.URL, "--table", "zzz");

    assertThat(run.err()).contains("Known are: orgunitstructure, ");
  }

  @Test
  void json_has_every_promised_field() {
    CliRun run =
        services.run("--format", "json", "--jdbc-url", FakeServices.URL, "resource-tables");

    JsonNode table = run.json().at("/tables/0");
    assertThat(table.at("/name").textValue()).isEqualTo("analytics_rs_orgunitstructure");
    assertThat(table.at("/rows").longValue()).isEqualTo(60);
    assertThat(table.at("/durationMs").longValue()).isEqualTo(45);
    assertThat(table.at("/action").textValue()).isEqualTo("BUILT");
    assertThat(run.json().at("/tables/1/action").textValue()).isEqualTo("UNCHANGED");
  }

  @Test
  void tables_that_the_version_lacks_are_not_listed() {
    CliRun run =
        services.run("--format", "json", "--jdbc-url", FakeServices.URL, "resource-tables");

    assertThat(run.json().at("/tables")).hasSize(2);
  }

  @Test
  void failed_table_fails_the_command_and_says_why() {
    CliRun run =
        FakeServices.failing()
            .run("resource-tables", "--jdbc-url", FakeServices.URL, "--format=json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/tables/1/action").textValue()).isEqualTo("FAILED");
    assertThat(run.json().at("/tables/1/error").textValue()).isEqualTo("disk full");
  }

  @Test
  void text_goes_to_standard_output_and_progress_to_standard_error() {
    CliRun run = services.run("resource-tables", "--jdbc-url", FakeServices.URL);

    assertThat(run.out())
        .contains("1 resource tables built, 1 unchanged, 0 failed in 1.2 s")
        .contains("ORGANISATION_UNIT_CYCLE in analytics_rs_orgunitstructure: a <-> b (2)")
        .doesNotContain("50%");
    assertThat(run.err()).contains("50% Building (1 of 2) orgunitstructure");
  }

  @Test
  void session_is_closed_afterwards() {
    services.run("resource-tables", "--jdbc-url", FakeServices.URL);

    assertThat(services.events).containsExactly("session closed");
  }
}
