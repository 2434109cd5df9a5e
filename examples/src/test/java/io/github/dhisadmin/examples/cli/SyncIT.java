package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.StoredKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Synchronisation from the command line, with a server that answers. */
class SyncIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String PASSWORD = "Very-secret-1";
  private static final String MASTER_KEY = "correct horse battery staple";

  private final DatabaseCommands commands = new DatabaseCommands(DHIS2::database);
  private final Map<String, String> environment = commands.environment();
  private FakeDhis2 remote;

  @BeforeEach
  void start() {
    remote = FakeDhis2.builder().user("amina", PASSWORD, "F_DATAVALUE_ADD").start();
    environment.put("DHIS_ADMIN_MASTER_KEY", MASTER_KEY);
    environment.put("DHIS_ADMIN_TARGET_PASSWORD", PASSWORD);
  }

  @AfterEach
  void stop() {
    remote.close();
  }

  @Test
  void target_is_added_listed_tested_and_removed() {
    CliRun added = add();
    CliRun listed = run("sync", "target", "list", "--format", "json");
    CliRun tested = run("sync", "target", "test", "central", "--format", "json");
    CliRun removed = run("sync", "target", "remove", "central", "--confirm", "--format", "json");

    assertThat(added.status()).as(added.err()).isZero();
    JsonNode target = listed.json().at("/targets/0");
    assertThat(target.at("/name").textValue()).isEqualTo("central");
    assertThat(target.at("/url").textValue()).isEqualTo(remote.url().toString());
    assertThat(target.at("/user").textValue()).isEqualTo("amina");
    assertThat(tested.status()).as(tested.out()).isZero();
    assertThat(tested.json().at("/available").booleanValue()).isTrue();
    assertThat(tested.json().at("/version").textValue()).isEqualTo("2.42.7-SNAPSHOT");
    assertThat(removed.json().at("/targets")).isEmpty();
    assertThat(remote.stored(StoredKind.DATA_VALUE)).isEmpty();
  }

  @Test
  void data_are_sent_and_what_was_refused_is_listed_and_sent_again() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    String clinic = dhis2.organisationUnit("Clinic").uid();
    String lost = dhis2.organisationUnit("Lost").uid();
    dhis2.dataElement("Cases");
    dhis2.dataValue("Cases", "202401", "Clinic").value("7");
    dhis2.dataValue("Cases", "202401", "Lost").value("8");
    remote.forget(lost);
    add();

    CliRun preview = run("sync", "data", "--kind", "values", "--preview", "--format", "json");
    CliRun sent = run("sync", "data", "--kind", "values", "--format", "json");
    CliRun failures = run("sync", "failures", "list", "--format", "json");
    remote.learn(lost);
    CliRun retry = run("sync", "failures", "retry", "--format", "json");
    CliRun again = run("sync", "data", "--kind", "values", "--format", "json");

    assertThat(preview.json().at("/preview/0/rows").intValue()).isEqualTo(2);
    assertThat(sent.status()).as(sent.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(sent.json().at("/runs/0/kind").textValue()).isEqualTo("values");
    assertThat(sent.json().at("/runs/0/state").textValue()).isEqualTo("FAILED");
    assertThat(sent.json().at("/runs/0/accepted").intValue()).isEqualTo(1);
    assertThat(sent.json().at("/runs/0/rejected").intValue()).isEqualTo(1);
    assertThat(failures.json().at("/failures")).hasSize(1);
    assertThat(failures.json().at("/failures/0/key").textValue()).contains(lost);
    assertThat(failures.json().at("/failures/0/code").textValue()).isEqualTo("E7612");
    assertThat(retry.json().at("/due").intValue()).isEqualTo(1);
    assertThat(again.status()).as(again.out()).isZero();
    assertThat(again.json().at("/runs/0/sent").intValue()).isEqualTo(1);
    assertThat(remote.stored(StoredKind.DATA_VALUE))
        .extracting(stored -> stored.fields().get("orgUnit"))
        .containsExactlyInAnyOrder(clinic, lost);
    assertThat(commands.printed()).doesNotContain(PASSWORD, MASTER_KEY);
  }

  @Test
  void sides_are_compared_and_differences_listed() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    String clinic = dhis2.organisationUnit("Clinic").uid();
    String dataSet = dhis2.dataSet("Monthly").dataElements("Cases").uid();
    dhis2.dataValue("Cases", "202401", "Clinic").value("7");
    dhis2.dataValue("Cases", "202402", "Clinic").value("8");
    dhis2.dataValue("Cases", "202501", "Clinic").value("9");
    add();
    run("sync", "data", "--kind", "values");

    CliRun same = verify(dataSet, clinic);
    dhis2.dataValue("Cases", "202401", "Clinic").value("70");
    dhis2.dataValue("Cases", "202402", "Clinic").value("8").deleted();
    CliRun different = verify(dataSet, clinic);

    assertThat(same.status()).as(same.out()).isZero();
    assertThat(same.json().at("/localValues").intValue()).isEqualTo(2);
    assertThat(same.json().at("/remoteValues").intValue()).isEqualTo(2);
    assertThat(same.json().at("/localChecksum")).isEqualTo(same.json().at("/remoteChecksum"));
    assertThat(different.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(different.json().at("/localChecksum"))
        .isNotEqualTo(different.json().at("/remoteChecksum"));
    assertThat(different.json().at("/differing").intValue()).isEqualTo(2);
    assertThat(different.json().at("/differences/0/local").textValue()).isEqualTo("70");
    assertThat(different.json().at("/differences/0/remote").textValue()).isEqualTo("7");
    assertThat(different.json().at("/differences/1/local").isNull()).isTrue();
    assertThat(different.json().at("/differences/1/remote").textValue()).isEqualTo("8");
  }

  private CliRun verify(String dataSet, String unit) {
    return run(
        "sync",
        "verify",
        "--data-set",
        dataSet,
        "--from",
        "2024-01-01",
        "--to",
        "2024-12-31",
        "--org-unit",
        unit,
        "--format",
        "json");
  }

  @Test
  void secrets_are_in_nothing_that_a_full_run_with_trouble_printed_logged_or_stored()
      throws SQLException {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    String lost = dhis2.organisationUnit("Lost").uid();
    dhis2.dataElement("Cases");
    dhis2.dataValue("Cases", "202401", "Lost").value("8");
    dhis2.dataValue("Cases", "202402", "Clinic").value("8");
    remote.forget(lost);
    String logged =
        Traces.logged(
            () -> {
              add();
              // A careless proxy repeats the headers of the request, credentials among them.
              remote.faults().next("/api/dataValueSets", Fault.echo(400), Fault.echo(400));
              run("sync", "data");
              remote.faults().always("/api/dataValueSets", Fault.echo(500));
              run("sync", "data", "--format", "json");
              remote.faults().clear();
              run("sync", "data", "--strict");
              run("sync", "failures", "list", "--format", "json");
              remote.faults().always("/api/system/ping", Fault.echo(401));
              run("sync", "target", "test", "central");
              run("sync", "data");
            });

    List<String> stored = Traces.stored(DHIS2.dataSource());
    List<String> everything = new ArrayList<>(stored);
    everything.add(commands.printed());
    everything.add(logged);
    assertThat(stored).anyMatch(text -> text.contains("E7612"));
    assertThat(commands.printed()).contains("rejected", "central");
    assertThat(everything).noneMatch(text -> text.contains(MASTER_KEY));
    for (String spelling : Traces.spellings("amina", PASSWORD)) {
      assertThat(everything).noneMatch(text -> text.contains(spelling));
    }
  }

  @Test
  void kind_that_there_is_not_is_wrong_usage() {
    add();

    CliRun sent = run("sync", "data", "--kind", "value", "--format", "json");

    assertThat(sent.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(sent.json().at("/error/message").textValue()).contains("values");
  }

  @Test
  void password_and_master_key_are_neither_printed_nor_stored() throws SQLException {
    add();
    run("sync", "target", "list");
    environment.put("DHIS_ADMIN_MASTER_KEY", "wrong horse, wrong battery, wrong staple");
    run("sync", "target", "test", "central");

    assertThat(commands.printed()).contains("central").doesNotContain(PASSWORD, MASTER_KEY);
    assertThat(Traces.stored(DHIS2.dataSource()))
        .isNotEmpty()
        .noneMatch(text -> text.contains(PASSWORD));
  }

  @Test
  void wrong_master_key_is_not_taken_for_a_wrong_password() {
    add();
    environment.put("DHIS_ADMIN_MASTER_KEY", "wrong horse, wrong battery, wrong staple");

    CliRun tested = run("sync", "target", "test", "central", "--format", "json");

    assertThat(tested.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(tested.json().at("/error/code").textValue()).isEqualTo("SECRET_UNREADABLE");
    assertThat(remote.requests()).isEmpty();
  }

  @Test
  void weak_master_key_is_refused_before_anything_is_stored() {
    environment.put("DHIS_ADMIN_MASTER_KEY", "J7GhAs287hsSQlKd9g5");

    CliRun added = add();

    assertThat(added.json().at("/error/code").textValue()).isEqualTo("SECRET_WEAK");
    assertThat(run("sync", "target", "list", "--format", "json").json().at("/targets")).isEmpty();
  }

  @Test
  void wrong_password_is_found_by_the_test() {
    environment.put("DHIS_ADMIN_TARGET_PASSWORD", "wrong");
    add();

    CliRun tested = run("sync", "target", "test", "central", "--format", "json");

    assertThat(tested.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(tested.json().at("/problem").textValue()).isEqualTo("AUTH");
    assertThat(remote.requests("/api/system/ping")).hasSize(1);
  }

  @Test
  void server_beyond_this_machine_needs_https() {
    CliRun added =
        run(
            "sync",
            "target",
            "add",
            "--name",
            "central",
            "--url",
            "http://dhis2.example.org",
            "--user",
            "amina",
            "--format",
            "json");

    assertThat(added.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(added.json().at("/error/message").textValue()).contains("in the clear");
  }

  @Test
  void target_is_not_removed_without_confirmation() {
    add();

    assertThat(run("sync", "target", "remove", "central").status())
        .isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(run("sync", "target", "list", "--format", "json").json().at("/targets")).hasSize(1);
  }

  private CliRun add() {
    return run(
        "sync",
        "target",
        "add",
        "--name",
        "central",
        "--url",
        remote.url().toString(),
        "--user",
        "amina",
        "--format",
        "json");
  }

  private CliRun run(String... command) {
    return commands.run(command);
  }
}
