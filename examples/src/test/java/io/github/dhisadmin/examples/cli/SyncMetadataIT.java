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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metadata synchronisation from the command line, with a central server and the one here. */
class SyncMetadataIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final String PASSWORD = "Very-secret-1";
  private static final String MASTER_KEY = "correct horse battery staple";

  private final DatabaseCommands commands = new DatabaseCommands(DHIS2::database);
  private FakeDhis2 central;
  private FakeDhis2 local;

  @BeforeEach
  void start() {
    central = FakeDhis2.builder().user("sync", PASSWORD, "F_METADATA_MANAGE").start();
    local =
        FakeDhis2.builder()
            .user("sync", PASSWORD, "F_METADATA_IMPORT")
            .systemId("the system here")
            .start();
    commands.environment().put("DHIS_ADMIN_MASTER_KEY", MASTER_KEY);
    commands.environment().put("DHIS_ADMIN_TARGET_PASSWORD", PASSWORD);
    publish(1, "Constant001");
    publish(2, "Constant002");
    publish(3, "Constant003");
    add("central", central);
    add("local", local);
  }

  @AfterEach
  void stop() {
    central.close();
    local.close();
  }

  @Test
  void versions_are_previewed_applied_and_told_of() {
    JsonNode preview = run("--preview").json();
    assertThat(preview.at("/versions/0/name").textValue()).isEqualTo("Version_1");
    assertThat(preview.at("/versions/0/types/0/type").textValue()).isEqualTo("constants");
    assertThat(preview.at("/versions/0/types/0/created").intValue()).isEqualTo(1);
    assertThat(preview.at("/problems")).isEmpty();
    assertThat(local.stored(StoredKind.METADATA)).isEmpty();

    CliRun applied = run();
    CliRun status = run("status");

    assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
    JsonNode run = applied.json().at("/runs/0");
    assertThat(run.at("/kind").textValue()).isEqualTo("metadata");
    assertThat(run.at("/state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(run.at("/accepted").intValue()).isEqualTo(3);
    assertThat(status.json().at("/behindBy").intValue()).isZero();
    assertThat(status.json().at("/versions/2/state").textValue()).isEqualTo("APPLIED");
    assertThat(status.json().at("/lastSuccess").isTextual()).isTrue();
    assertThat(local.stored(StoredKind.METADATA)).hasSize(3);
    assertThat(commands.printed()).doesNotContain(PASSWORD, MASTER_KEY);
  }

  @Test
  void secrets_are_in_nothing_that_runs_with_trouble_printed_logged_or_stored()
      throws SQLException {
    String logged =
        Traces.logged(
            () -> {
              // Careless proxies repeat the headers of requests, credentials among them.
              central.faults().always("/api/metadata/version/history", Fault.echo(401));
              run();
              central.faults().clear();
              String second = "/api/metadata/version/Version_2/data.gz";
              central.faults().always(second, Fault.echo(403));
              run("--preview");
              run();
              central.faults().clear();
              local.faults().always("/api/metadata", Fault.echo(400));
              run();
              run("status");
              local.faults().clear();
              run("skip", "Version_2", "--reason", "broken", "--by", "amina", "--confirm");
              run();
              run("status");
            });

    List<String> stored = Traces.stored(DHIS2.dataSource());
    List<String> everything = new ArrayList<>(stored);
    everything.add(commands.printed());
    everything.add(logged);
    assertThat(stored).anyMatch(text -> text.contains("Version_3"));
    assertThat(commands.printed()).contains("REFUSED", "***", "SUCCEEDED");
    assertThat(everything).noneMatch(text -> text.contains(MASTER_KEY));
    for (String spelling : Traces.spellings("sync", PASSWORD)) {
      assertThat(everything).noneMatch(text -> text.contains(spelling));
    }
  }

  @Test
  void data_go_to_the_only_server_beside_the_one_here() {
    CliRun preview = commands.run("sync", "data", "--preview", "--format", "json");

    assertThat(preview.status()).as(preview.out() + preview.err()).isZero();
  }

  @Test
  void version_that_is_refused_is_shown_skipped_and_remembered() {
    local.forget("Constant002");
    CliRun refused = run();
    JsonNode failed = run("status").json().at("/versions/1");
    CliRun careless = run("skip", "Version_2", "--reason", "not wanted");
    CliRun tooFar = run("skip", "Version_3", "--reason", "not wanted", "--preview");
    JsonNode plan = run("skip", "Version_2", "--reason", "not wanted", "--preview").json();
    CliRun skipped =
        run("skip", "Version_2", "--reason", "not wanted", "--by", "amina", "--confirm");
    CliRun next = run();
    JsonNode recovery = run("status").json().at("/recoveries/0");

    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.json().at("/runs/0/problem").textValue()).isEqualTo("IMPORT_REFUSED");
    assertThat(refused.json().at("/runs/0/stoppedAt").textValue()).isEqualTo("Version_2");
    assertThat(failed.at("/state").textValue()).isEqualTo("FAILED");
    assertThat(failed.at("/errors/0").textValue()).contains("Constant002", "E5002");
    assertThat(careless.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(tooFar.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(tooFar.json().at("/error/message").textValue()).contains("Version_2");
    assertThat(plan.at("/next/0").textValue()).isEqualTo("Version_3");
    assertThat(plan.at("/preview").booleanValue()).isTrue();
    assertThat(skipped.status()).as(skipped.out()).isZero();
    assertThat(next.json().at("/runs/0/applied/0").textValue()).isEqualTo("Version_3");
    assertThat(recovery.at("/action").textValue()).isEqualTo("SKIP");
    assertThat(recovery.at("/by").textValue()).isEqualTo("amina");
    assertThat(recovery.at("/reason").textValue()).isEqualTo("not wanted");
  }

  @Test
  void version_that_changed_after_it_was_applied_is_applied_again_by_a_retry() {
    run();
    publish(2, "Constant022");
    CliRun changed = run();
    CliRun retry = run("retry", "Version_2", "--reason", "mended at central", "--confirm");
    CliRun again = run();

    assertThat(changed.json().at("/runs/0/problem").textValue()).isEqualTo("VERSION_CHANGED");
    assertThat(retry.status()).as(retry.out()).isZero();
    assertThat(again.status()).as(again.out()).isZero();
    assertThat(again.json().at("/runs/0/applied/0").textValue()).isEqualTo("Version_2");
    assertThat(run().json().at("/runs/0/accepted").intValue()).isZero();
  }

  @Test
  void renamed_version_and_baseline_that_is_gone_are_settled_by_a_rebaseline() {
    run();
    central.metadataVersions().rename("Version_3", "Version_3b");
    publish(4, "Constant004");
    CliRun stopped = run();
    JsonNode plan = run("rebaseline", "Version_3b", "--reason", "renamed", "--preview").json();
    CliRun rebaselined = run("rebaseline", "Version_3b", "--reason", "renamed", "--confirm");
    CliRun next = run();

    assertThat(stopped.json().at("/runs/0/problem").textValue()).isEqualTo("VERSION_RENAMED");
    assertThat(plan.at("/added/0").textValue()).isEqualTo("Version_3b");
    assertThat(plan.at("/removed/0").textValue()).isEqualTo("Version_3");
    assertThat(plan.at("/next/0").textValue()).isEqualTo("Version_4");
    assertThat(rebaselined.status()).as(rebaselined.out()).isZero();
    assertThat(next.json().at("/runs/0/applied")).hasSize(1);
    assertThat(next.json().at("/runs/0/applied/0").textValue()).isEqualTo("Version_4");
  }

  @Test
  void preview_names_conflicts_with_the_database_and_what_is_not_safe() {
    String cases = Dhis2Fixture.on(DHIS2.dataSource()).dataElement("Cases").uid();
    central
        .metadataVersions()
        .publish(
            "Version_1",
            "ATOMIC",
            "2026-01-01T08:00:00.000",
            "{\"dataElements\":[{\"id\":\"newElement1\",\"name\":\"Cases\"},{\"id\":\""
                + cases
                + "\",\"name\":\"Cases\"}],\"jobConfigurations\":[{\"id\":\"JobJobJob01\"}]}");

    JsonNode preview = run("--preview").json();

    assertThat(preview.at("/versions/0/types/0/created").intValue()).isEqualTo(1);
    assertThat(preview.at("/versions/0/types/0/updated").intValue()).isEqualTo(1);
    assertThat(preview.at("/versions/0/types/1/left").intValue()).isEqualTo(1);
    assertThat(preview.at("/versions/0/conflicts/0/kind").textValue()).isEqualTo("NAME");
    assertThat(preview.at("/versions/0/conflicts/0/localUid").textValue()).isEqualTo(cases);
    assertThat(preview.at("/warnings").toString()).contains("in the clear");
  }

  @Test
  void preflight_finds_a_user_who_may_too_much_or_too_little() {
    try (FakeDhis2 generous = FakeDhis2.builder().user("sync", PASSWORD, "ALL").start();
        FakeDhis2 strict = FakeDhis2.builder().user("sync", PASSWORD, "F_DATAVALUE_ADD").start()) {
      add("generous", generous);
      add("strict", strict);

      JsonNode tooMuch = run("--preview", "--target", "generous").json();
      CliRun tooLittle = commands.run("sync", "metadata", "--preview", "--target", "strict");

      assertThat(tooMuch.at("/problems")).isEmpty();
      assertThat(tooMuch.at("/warnings").toString()).contains("F_METADATA_MANAGE is enough");
      assertThat(tooLittle.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(tooLittle.out()).contains("lacks F_METADATA_MANAGE");
    }
  }

  private void publish(int number, String constant) {
    central
        .metadataVersions()
        .publish(
            "Version_" + number,
            "ATOMIC",
            "2026-01-0" + number + "T08:00:00.000",
            "{\"system\":{\"version\":\"2.42.7\"},\"constants\":[{\"id\":\""
                + constant
                + "\",\"name\":\"C\"}]}");
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
            "sync");
    assertThat(added.status()).as(added.err()).isZero();
  }

  private CliRun run(String... arguments) {
    String[] command = new String[arguments.length + 4];
    command[0] = "sync";
    command[1] = "metadata";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    command[arguments.length + 2] = "--format";
    command[arguments.length + 3] = "json";
    return commands.run(command);
  }
}
