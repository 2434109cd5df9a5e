package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.examples.sync.Clerk;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.FakeRoute;
import io.github.dhisadmin.testkit.remote.StoredKind;
import io.github.dhisadmin.testkit.remote.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Migration from the command line, between two servers that answer. */
class MigrateIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String PASSWORD = "Very-secret-1";
  private static final String MASTER_KEY = "correct horse battery staple";
  private static final String OPV = "x3Do5e7g4Qo";
  private static final String UNIT = "DiszpKrYNg8";
  private static final String LOST_UNIT = "g8upMTyEZGZ";

  private final DatabaseCommands commands = new DatabaseCommands(DHIS2::database);
  private final Map<String, String> environment = commands.environment();
  private FakeDhis2 old;
  private FakeDhis2 central;
  private Path directory;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    this.directory = directory;
    old = FakeDhis2.builder().user("amina", PASSWORD, "F_DATAVALUE_ADD").start();
    central =
        FakeDhis2.builder().user("amina", PASSWORD, "F_DATAVALUE_ADD", "F_METADATA_IMPORT").start();
    environment.put("DHIS_ADMIN_MASTER_KEY", MASTER_KEY);
    environment.put("DHIS_ADMIN_TARGET_PASSWORD", PASSWORD);
    add("old", old);
    add("central", central);
    Path file = directory.resolve("north.json");
    Files.writeString(
        file,
        """
        {"name": "north", "source": "old", "destination": "central", "itemSets": [
          {"name": "vaccines", "origin": "RAW_VALUES", "periodType": "Monthly",
           "organisationUnit": "ImspTQPwCqd", "level": 4,
           "items": [{"source": "x3Do5e7g4Qo", "destination": "x3Do5e7g4Qo"}],
           "attributes": null}]}""");
    CliRun saved = commands.run("migrate", "config", "save", file.toString());
    assertThat(saved.status()).as(saved.err()).isZero();
  }

  @AfterEach
  void stop() {
    old.close();
    central.close();
  }

  @Test
  void configuration_is_listed_as_a_file_describes_it_and_removed() {
    JsonNode listed = json("migrate", "config", "list");
    CliRun unconfirmed = commands.run("migrate", "config", "remove", "north");
    JsonNode left = json("migrate", "config", "remove", "north", "--confirm");

    assertThat(listed.at("/configurations/0/name").textValue()).isEqualTo("north");
    assertThat(listed.at("/configurations/0/itemSets/0/items/0/source").textValue()).isEqualTo(OPV);
    assertThat(listed.at("/configurations/0/transport").textValue()).isEqualTo("DIRECT");
    assertThat(unconfirmed.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(left.at("/configurations")).isEmpty();
  }

  @Test
  void configuration_says_how_the_source_is_asked() throws IOException {
    central.define(FakeRoute.to(old, "/api", "data-service", "amina", PASSWORD));
    Path file = directory.resolve("routed.json");
    Files.writeString(
        file,
        """
        {"name": "north", "source": "old", "destination": "central", "transport": "AUTOMATIC",
         "itemSets": [
          {"name": "vaccines", "origin": "RAW_VALUES", "periodType": "Monthly",
           "organisationUnit": "ImspTQPwCqd", "level": 4,
           "items": [{"source": "x3Do5e7g4Qo", "destination": "x3Do5e7g4Qo"}],
           "attributes": null}]}""");

    commands.run("migrate", "config", "save", file.toString());
    JsonNode listed = json("migrate", "config", "list");
    JsonNode tested = json("migrate", "config", "test", "north");
    CliRun text = commands.run("migrate", "config", "list");
    json("migrate", "run", "data", "--period", "202601");

    assertThat(listed.at("/configurations/0/transport").textValue()).isEqualTo("AUTOMATIC");
    assertThat(text.out()).contains("through the route data-service if there is one");
    assertThat(tested.at("/usable").booleanValue()).isTrue();
    assertThat(tested.at("/message").textValue()).contains(old.url().toString());
    assertThat(central.requests("/api/routes/data-service/run/dataValueSets")).hasSize(1);
  }

  @Test
  void missing_route_is_told_with_a_status_of_its_own() {
    CliRun tested = commands.run("migrate", "config", "test", "north");

    assertThat(tested.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(tested.out()).contains("There is no route data-service at the server central");
  }

  @Test
  void data_are_migrated_and_what_was_refused_is_listed_and_retried()
      throws IOException, InterruptedException {
    enter(old, UNIT, "202601", "7");
    enter(old, LOST_UNIT, "202602", "8");
    central.forget(LOST_UNIT);

    JsonNode preview =
        json("migrate", "run", "data", "--period", "2026Q1", "--config", "north", "--preview");
    CliRun migrated =
        commands.run("migrate", "run", "data", "--period", "2026Q1", "--format", "json");
    JsonNode failed = json("migrate", "failed", "list");
    central.learn(LOST_UNIT);
    JsonNode others = json("migrate", "failed", "retry", "--process", "DATA_DELETION");
    JsonNode retried = json("migrate", "failed", "retry", failed.at("/failed/0/id").asText());
    json("migrate", "status");
    commands.run("migrate", "work");
    JsonNode status = json("migrate", "status");

    assertThat(preview.at("/tasks").intValue()).isEqualTo(3);
    assertThat(migrated.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(process(migrated.json(), "DATA_DOWNLOAD").at("/done").intValue()).isEqualTo(3);
    assertThat(process(migrated.json(), "DATA_UPLOAD").at("/failed").intValue()).isEqualTo(1);
    assertThat(failed.at("/failed/0/problem/code").textValue()).isEqualTo("REJECTED_ROWS");
    assertThat(failed.at("/failed/0/problem/httpStatus").intValue()).isEqualTo(409);
    assertThat(others.at("/queued").intValue()).isZero();
    assertThat(retried.at("/queued").intValue()).isEqualTo(1);
    assertThat(process(status, "DATA_UPLOAD").at("/failed").intValue()).isZero();
    assertThat(process(status, "DATA_UPLOAD").at("/done").intValue()).isEqualTo(2);
    assertThat(held()).hasSize(2);
    assertThat(commands.printed()).doesNotContain(PASSWORD, MASTER_KEY);
  }

  @Test
  void metadata_are_reviewed_and_migrated() {
    old.hold(
        "visualizations",
        """
        {"id": "DkPKc1EUmC2", "name": "Coverage",
         "dataDimensionItems": [{"dataElement": {"id": "x3Do5e7g4Qo"}}]}""");
    old.hold("dataElements", "{\"id\": \"x3Do5e7g4Qo\", \"name\": \"OPV\"}");

    JsonNode plan =
        json("migrate", "run", "metadata", "--visualization", "DkPKc1EUmC2", "--preview");
    JsonNode migrated = json("migrate", "run", "metadata", "--all", "VISUALIZATIONS");
    CliRun nothing = commands.run("migrate", "run", "metadata");

    assertThat(plan.at("/objects/0/type").textValue()).isEqualTo("dataElements");
    assertThat(plan.at("/objects/0/match").textValue()).isEqualTo("NONE");
    assertThat(plan.at("/objects/1/uid").textValue()).isEqualTo("DkPKc1EUmC2");
    assertThat(plan.at("/conflicts")).isEmpty();
    assertThat(process(migrated, "METADATA_UPLOAD").at("/done").intValue()).isEqualTo(1);
    assertThat(central.stored(StoredKind.METADATA))
        .extracting(StoredObject::key)
        .containsExactlyInAnyOrder("visualizations/DkPKc1EUmC2", "dataElements/x3Do5e7g4Qo");
    assertThat(nothing.status()).isNotEqualTo(ExitStatus.DONE);
  }

  @Test
  void deletion_is_counted_confirmed_by_its_token_and_done()
      throws IOException, InterruptedException {
    enter(central, UNIT, "202601", "7");
    enter(central, UNIT, "202604", "8");

    CliRun undecided = commands.run("migrate", "run", "delete", "--period", "2026Q1");
    JsonNode plan = json("migrate", "run", "delete", "--period", "2026Q1", "--preview");
    CliRun wrong = delete("0000");
    CliRun deleted = delete(plan.at("/token").textValue());

    assertThat(undecided.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(plan.at("/values").intValue()).isEqualTo(1);
    assertThat(plan.at("/counts/0/period").textValue()).isEqualTo("202601");
    assertThat(wrong.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(wrong.json().at("/error/code").textValue()).isEqualTo("PLAN_OUTDATED");
    assertThat(deleted.status()).as(deleted.err()).isZero();
    assertThat(process(deleted.json(), "DATA_DELETION").at("/done").intValue()).isEqualTo(1);
    assertThat(held()).extracting(each -> each.fields().get("period")).containsExactly("202604");
  }

  @Test
  void sides_are_compared_and_what_is_missing_is_migrated()
      throws IOException, InterruptedException {
    enter(old, UNIT, "202601", "7");
    enter(old, UNIT, "202602", "8");
    enter(central, UNIT, "202602", "80");

    CliRun different =
        commands.run(
            "migrate", "run", "validate", "--period", "2026Q1", "--migrate", "--format", "json");
    JsonNode alike = json("migrate", "run", "validate", "--period", "2026Q1");

    assertThat(different.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(different.json().at("/discrepancies/0/kind").textValue())
        .isEqualTo("MISSING_AT_DESTINATION");
    assertThat(different.json().at("/discrepancies/0/source").textValue()).isEqualTo("7");
    assertThat(different.json().at("/discrepancies/1/kind").textValue()).isEqualTo("VALUE_DIFFERS");
    assertThat(different.json().at("/discrepancies/1/destination").textValue()).isEqualTo("80");
    assertThat(alike.at("/matched").intValue()).isEqualTo(2);
    assertThat(alike.at("/discrepancies")).isEmpty();
  }

  @Test
  void discrepancies_are_a_spreadsheet_or_a_page() throws IOException, InterruptedException {
    enter(old, UNIT, "202601", "7");

    CliRun sheet = validate("csv");
    CliRun page = validate("html");
    CliRun suite = validate("junit");

    assertThat(sheet.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(sheet.out().lines())
        .hasSize(2)
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("vaccines,MISSING_AT_DESTINATION," + OPV + ",202601," + UNIT + ",")
        .endsWith(",7,");
    assertThat(page.out()).startsWith("<!DOCTYPE html>").contains("MISSING_AT_DESTINATION");
    assertThat(suite.status()).isEqualTo(ExitStatus.WRONG_USAGE);
  }

  @Test
  void failed_and_waiting_tasks_are_cleared_after_their_loss_was_told() {
    json("migrate", "run", "data", "--period", "2026Q1", "--enqueue-only");

    JsonNode others =
        json("migrate", "failed", "clear", "--queued-too", "--process", "DATA_UPLOAD", "--confirm");
    JsonNode plan = json("migrate", "failed", "clear", "--queued-too", "--preview");
    JsonNode cleared = json("migrate", "failed", "clear", "--queued-too", "--confirm");
    JsonNode status = json("migrate", "status");

    assertThat(others.at("/losses")).isEmpty();
    assertThat(plan.at("/cleared").booleanValue()).isFalse();
    assertThat(plan.at("/losses/0/queued").intValue()).isEqualTo(3);
    assertThat(cleared.at("/cleared").booleanValue()).isTrue();
    assertThat(process(status, "DATA_DOWNLOAD").at("/queued").intValue()).isZero();
    assertThat(process(status, "DATA_DOWNLOAD").at("/cleared").intValue()).isEqualTo(3);
    assertThat(old.requests("/api/dataValueSets")).isEmpty();
  }

  @Test
  void run_is_stopped_after_what_will_not_be_done_was_told() {
    CliRun enqueued =
        commands.run(
            "migrate", "run", "data", "--period", "2026Q1", "--enqueue-only", "--format", "json");
    String run = enqueued.json().at("/run").asText();

    CliRun undecided = commands.run("migrate", "cancel", "--run", run);
    JsonNode preview = json("migrate", "cancel", "--run", run, "--preview");
    JsonNode stopped = json("migrate", "cancel", "--run", run, "--confirm");
    commands.run("migrate", "work");
    CliRun unknown = commands.run("migrate", "cancel", "--run", "4711", "--confirm");

    assertThat(undecided.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(preview.at("/cancelled").booleanValue()).isFalse();
    assertThat(preview.at("/tasks").intValue()).isEqualTo(3);
    assertThat(stopped.at("/cancelled").booleanValue()).isTrue();
    assertThat(stopped.at("/tasks").intValue()).isEqualTo(3);
    assertThat(process(json("migrate", "status"), "DATA_DOWNLOAD").at("/cancelled").intValue())
        .isEqualTo(3);
    assertThat(old.requests("/api/dataValueSets")).isEmpty();
    assertThat(unknown.status()).isNotEqualTo(ExitStatus.DONE);
    assertThat(unknown.err()).contains("4711");
  }

  @Test
  void same_command_while_the_first_is_under_way_joins_its_run()
      throws IOException, InterruptedException {
    enter(old, UNIT, "202601", "7");

    JsonNode first = json("migrate", "run", "data", "--period", "2026Q1", "--enqueue-only");
    JsonNode second = json("migrate", "run", "data", "--period", "2026Q1", "--by", "bongani");
    CliRun text = commands.run("migrate", "status", "--run", first.at("/run").asText());

    assertThat(first.at("/joined").booleanValue()).isFalse();
    assertThat(second.at("/joined").booleanValue()).isTrue();
    assertThat(second.at("/run")).isEqualTo(first.at("/run"));
    assertThat(process(second, "DATA_DOWNLOAD").at("/done").intValue()).isEqualTo(3);
    assertThat(second.at("/transferred/0/type").textValue()).isEqualTo("DATA_DOWNLOAD");
    assertThat(second.at("/transferred/0/values").intValue()).isEqualTo(1);
    assertThat(second.at("/transferred/1/checksum"))
        .isEqualTo(second.at("/transferred/0/checksum"));
    assertThat(text.out()).contains("1 values", second.at("/transferred/0/checksum").textValue());
    assertThat(commands.run("migrate", "status", "--run", "4711").err()).contains("4711");
  }

  @Test
  void runs_are_listed_audited_and_pruned_after_their_loss_was_told()
      throws IOException, InterruptedException, SQLException {
    enter(old, UNIT, "202601", "7");
    String run = json("migrate", "run", "data", "--period", "2026Q1").at("/run").asText();
    String stopped =
        json("migrate", "run", "data", "--period", "2026Q2", "--enqueue-only").at("/run").asText();
    json("migrate", "cancel", "--run", stopped, "--confirm", "--by", "chipo");

    JsonNode runs = json("migrate", "runs");
    JsonNode audit = json("migrate", "audit", "--run", stopped);
    CliRun undecided = commands.run("migrate", "prune", "--older-than", "90");
    JsonNode nothing = json("migrate", "prune", "--older-than", "90", "--preview");
    age(100);
    JsonNode preview = json("migrate", "prune", "--older-than", "90", "--preview");
    JsonNode pruned = json("migrate", "prune", "--older-than", "90", "--confirm", "--by", "dayo");
    JsonNode left = json("migrate", "audit", "--limit", "2");
    CliRun text = commands.run("migrate", "audit");

    assertThat(runs.at("/runs/0/state").textValue()).isEqualTo("CANCELLED");
    assertThat(runs.at("/runs/1/id").asText()).isEqualTo(run);
    assertThat(runs.at("/runs/1/state").textValue()).isEqualTo("DONE");
    assertThat(audit.at("/entries/1/action").textValue()).isEqualTo("CANCEL");
    assertThat(audit.at("/entries/1/who").textValue()).isEqualTo("chipo");
    assertThat(undecided.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(nothing.at("/loss/runs").intValue()).isZero();
    assertThat(preview.at("/pruned").booleanValue()).isFalse();
    assertThat(preview.at("/loss/runs").intValue()).isEqualTo(2);
    assertThat(pruned.at("/loss")).isEqualTo(preview.at("/loss"));
    assertThat(json("migrate", "runs").at("/runs")).isEmpty();
    assertThat(left.at("/entries/0/action").textValue()).isEqualTo("PRUNE");
    assertThat(left.at("/entries/0/who").textValue()).isEqualTo("dayo");
    assertThat(text.out()).contains("CANCEL", "PRUNE", "run " + run);
  }

  /** All runs ended so many days ago. */
  private static void age(int days) throws SQLException {
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update dhis_admin.migration_run set ended_at = ended_at - interval '" + days + " days'");
    }
  }

  @Test
  void file_that_lacks_a_destination_is_wrong_usage() throws IOException {
    Path file = directory.resolve("broken.json");
    Files.writeString(file, "{\"name\": \"south\", \"source\": \"old\"}");

    CliRun saved = commands.run("migrate", "config", "save", file.toString());

    assertThat(saved.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(saved.err()).contains("destination");
  }

  private CliRun validate(String format) {
    return commands.run("migrate", "run", "validate", "--period", "2026Q1", "--format", format);
  }

  private CliRun delete(String token) {
    return commands.run(
        "migrate",
        "run",
        "delete",
        "--period",
        "2026Q1",
        "--confirm",
        "--token",
        token,
        "--format",
        "json");
  }

  private List<StoredObject> held() {
    return central.stored(StoredKind.DATA_VALUE).stream().filter(each -> !each.deleted()).toList();
  }

  private static JsonNode process(JsonNode report, String type) {
    for (JsonNode each : report.at("/processes")) {
      if (each.at("/type").textValue().equals(type)) {
        return each;
      }
    }
    throw new AssertionError("no " + type + " in " + report);
  }

  private JsonNode json(String... command) {
    String[] asJson = new String[command.length + 2];
    System.arraycopy(command, 0, asJson, 0, command.length);
    asJson[command.length] = "--format";
    asJson[command.length + 1] = "json";
    CliRun run = commands.run(asJson);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    return run.json();
  }

  private void add(String name, FakeDhis2 server) {
    CliRun added =
        commands.run(
            "sync",
            "target",
            "add",
            "--name",
            name,
            "--url",
            server.url().toString(),
            "--user",
            "amina");
    assertThat(added.status()).as(added.err()).isZero();
  }

  private static void enter(FakeDhis2 server, String unit, String period, String value)
      throws IOException, InterruptedException {
    new Clerk("amina", PASSWORD).enter(server, OPV, unit, period, value);
  }
}
