package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.testkit.demo.DemoData;
import io.github.dhisadmin.testkit.demo.Scale;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that work on a database, on one of the tests' own. */
class CommandLineIT {
  @RegisterExtension static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242();

  @BeforeAll
  static void fill() {
    DemoData.scale(Scale.SMALL).loadInto(DHIS2.dataSource());
  }

  @Test
  void resource_tables_are_rebuilt_and_reported_as_they_are() throws SQLException {
    CliRun run = run("resource-tables", "--format", "json");

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    List<JsonNode> tables = list(run.json().at("/tables"));
    assertThat(tables)
        .extracting(table -> table.at("/name").textValue())
        .contains(
            "analytics_rs_orgunitstructure",
            "analytics_rs_categorystructure",
            "analytics_rs_periodstructure",
            "analytics_rs_dateperiodstructure");
    for (JsonNode table : tables) {
      assertThat(table.at("/action").textValue()).isIn("BUILT", "UNCHANGED");
      assertThat(table.at("/durationMs").isIntegralNumber()).isTrue();
      assertThat(table.at("/rows").longValue())
          .as(table.toString())
          .isEqualTo(count(table.at("/name").textValue()));
    }
  }

  @Test
  void second_rebuild_changes_nothing() {
    run("resource-tables");

    CliRun run = run("resource-tables", "--format", "json");

    assertThat(list(run.json().at("/tables")))
        .as(run.out())
        .extracting(table -> table.at("/action").textValue())
        .containsOnly("UNCHANGED");
  }

  @Test
  void one_table_is_rebuilt_alone() {
    run("resource-tables");

    CliRun run = run("resource-tables", "--table", "orgunitstructure", "--format=json");

    assertThat(list(run.json().at("/tables")))
        .extracting(table -> table.at("/name").textValue())
        .containsExactly("analytics_rs_orgunitstructure");
  }

  @Test
  void analytics_tables_are_rebuilt_and_reported_as_they_are() throws SQLException {
    CliRun run = run("analytics", "--format", "json");

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.json().at("/mode").textValue()).isEqualTo("full");
    assertThat(run.json().at("/durationMs").longValue()).isPositive();
    List<JsonNode> types = list(run.json().at("/types"));
    assertThat(types)
        .extracting(type -> type.at("/type").textValue())
        .containsExactly(
            Stream.of(AnalyticsTableType.values()).map(Enum::name).toArray(String[]::new));
    for (JsonNode type : types) {
      long ofType = 0;
      for (JsonNode table : type.at("/tables")) {
        long rows = 0;
        for (JsonNode partition : table.at("/partitions")) {
          assertThat(partition.at("/action").textValue()).isIn("BUILT", "UNCHANGED", "DROPPED");
          assertThat(partition.at("/reason").textValue()).isNotBlank();
          assertThat(partition.at("/durationMs").isIntegralNumber()).isTrue();
          rows += partition.at("/rows").longValue();
        }
        assertThat(rows).isEqualTo(count(table.at("/name").textValue()));
        ofType += rows;
      }
      if (!type.at("/tables").isEmpty()) {
        assertThat(ofType).as(type.toString()).isPositive();
      }
    }
  }

  @Test
  void skipped_tables_are_left_as_they_are() {
    run("analytics");

    CliRun run = run("analytics", "--skip-aggregate", "--skip-resource-tables", "--format=json");

    assertThat(list(run.json().at("/types")))
        .extracting(type -> type.at("/type").textValue())
        .contains("ORG_UNIT_TARGET", "EVENT")
        .doesNotContain("DATA_VALUE", "COMPLETENESS", "COMPLETENESS_TARGET");
  }

  @Test
  void integrity_checks_find_what_is_there_and_agree_with_themselves() {
    CliRun summary = run("integrity", "summary", "--check", "*", "--format", "json");
    CliRun details = run("integrity", "details", "--check", "*", "--format", "json");

    assertThat(summary.status()).as(summary.out() + summary.err()).isZero();
    assertThat(details.status()).isZero();
    List<JsonNode> found = list(details.json().at("/checks"));
    assertThat(found).isNotEmpty();
    assertThat(list(summary.json().at("/checks")))
        .extracting(check -> check.at("/id").textValue() + " " + check.at("/count"))
        .containsExactlyElementsOf(
            found.stream()
                .map(check -> check.at("/id").textValue() + " " + check.at("/count"))
                .toList());
    assertThat(found)
        .allSatisfy(
            check -> {
              assertThat(check.at("/status").textValue()).isIn("PASSED", "ISSUES", "SKIPPED");
              assertThat(check.at("/issues"))
                  .hasSize((int) Math.min(10_000, check.at("/count").longValue()));
            });
  }

  @Test
  void integrity_checks_of_ones_own_run_beside_the_others(@TempDir Path directory)
      throws IOException, SQLException {
    Files.writeString(
        directory.resolve("units.yaml"),
        """
        id: all_units
        title: All organisation units
        description: There are some.
        recommendation: Keep them.
        section: Organisation units
        severity: INFO
        details_sql: select uid, name, path, array[path] from organisationunit;
        total_sql: select count(*) from organisationunit
        """);

    CliRun run =
        run(
            "integrity",
            "details",
            "--check",
            "all_units",
            "--fail-on",
            "INFO",
            "--custom-checks",
            directory.toString(),
            "--output",
            directory.resolve("report.html").toString(),
            "--format=json");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
    JsonNode check = run.json().at("/checks/0");
    assertThat(check.at("/count").longValue()).isEqualTo(count("organisationunit")).isPositive();
    assertThat(check.at("/percentage").decimalValue()).isEqualByComparingTo("100");
    assertThat(check.at("/issues/0/refs/0/name").textValue()).startsWith("/");
    assertThat(Files.readString(directory.resolve("report.html"))).contains("\"all_units\"");
  }

  @Test
  void broken_check_of_ones_own_is_listed_with_what_is_wrong(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("units.yaml"), "id: all_units\nseverety: INFO\n");

    CliRun run = run("integrity", "list", "--custom-checks", directory.toString(), "--format=json");

    assertThat(run.status()).isZero();
    assertThat(run.json().at("/checks").findValuesAsText("id")).contains("all_units");
    assertThat(run.json().at("/checks").toString())
        .contains("units.yaml:2: unknown key 'severety'. Did you mean severity");
  }

  @Test
  void job_is_created_run_by_a_scheduler_and_found_in_the_history() throws Exception {
    Termination termination = new Termination();
    CompletableFuture<CliRun> scheduler =
        CompletableFuture.supplyAsync(
            () -> {
              try (termination) {
                return new DatabaseCommands(DHIS2::database).run(termination, "scheduler");
              }
            });
    try {
      CliRun created = run("jobs", "create", "TEST", "by hand", "--param", "stages=2");
      assertThat(created.status()).as(created.out() + created.err()).isZero();
      assertThat(run("jobs", "run", "by hand").status()).isZero();
      String status = lastStatus("by hand");
      for (int i = 0; i < 300 && !status.equals("COMPLETED"); i++) {
        pause();
        status = lastStatus("by hand");
      }
      assertThat(status).isEqualTo("COMPLETED");
    } finally {
      termination.request();
    }

    CliRun ended = scheduler.get(60, TimeUnit.SECONDS);
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("The scheduler runs");
    assertThat(
            run("jobs", "list", "--all", "--format=json")
                .json()
                .at("/jobs")
                .findValuesAsText("name"))
        .contains("by hand", "Job history", "Data statistics");
    CliRun moved = run("jobs", "update", "Job history", "--cron", "0 0 4 * * *");
    assertThat(moved.status()).as(moved.out() + moved.err()).isZero();
    for (String other : List.of("--name=Mine", "--priority=3")) {
      CliRun refused = run("jobs", "update", "Job history", other, "--cron", "0 0 5 * * *");
      assertThat(refused.status()).as(other).isEqualTo(2);
      assertThat(refused.err()).contains("only the schedule can be changed");
    }
    CliRun abandoned = run("jobs", "abandon", "by hand");
    assertThat(abandoned.status()).isEqualTo(1);
    assertThat(abandoned.err()).contains("does not run");
    assertThat(run("jobs", "delete", "by hand", "--confirm").status()).isZero();
    assertThat(run("jobs", "list", "--format=json").json().at("/jobs")).isEmpty();
  }

  private static String lastStatus(String job) {
    return run("jobs", "history", job, "--format=json").json().at("/runs/0/status").asText();
  }

  private static void pause() throws SQLException {
    try (Connection connection = DHIS2.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement("select pg_sleep(0.1)")) {
      statement.execute();
    }
  }

  @Test
  void database_that_cannot_be_reached_fails_with_a_reason() {
    CliRun run =
        CliRun.of(
            JooqAdminSession::open,
            EmbeddedDemoServer::start,
            new Termination(),
            "analytics",
            "--jdbc-url",
            "jdbc:postgresql://localhost:1/dhis2",
            "--format=json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/error/message").textValue())
        .contains("No connection to jdbc:postgresql://localhost:1/dhis2");
  }

  @Test
  void schema_without_dhis2_fails_and_names_what_is_missing() {
    CliRun run = run("analytics", "--dhis-schema", "pg_catalog", "--format=json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/error/code").textValue()).isEqualTo("UNSUPPORTED_SCHEMA");
  }

  private static CliRun run(String... args) {
    return new DatabaseCommands(DHIS2::database).run(args);
  }

  private static long count(String table) throws SQLException {
    try (Connection connection = DHIS2.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select count(*) from \"" + table + '"');
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
