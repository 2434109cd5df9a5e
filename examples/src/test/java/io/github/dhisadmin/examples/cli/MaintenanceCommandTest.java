package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  private CliRun run(FakeServices asked, String... args) {
    List<String> all = new ArrayList<>(List.of("--jdbc-url", FakeServices.URL, "maintenance"));
    all.addAll(List.of(args));
    return asked.run(all.toArray(String[]::new));
  }

  @Test
  void operations_are_listed_with_their_effect() {
    CliRun run = run(services, "list");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("prune-periods +DESTRUCTIVE +Deletes periods that nothing refers to.");
  }

  @Test
  void preview_plans_every_operation_and_executes_none() {
    CliRun run = run(services, "prune-periods", "drop-sql-views", "--preview");

    assertThat(run.status()).isZero();
    assertThat(services.events)
        .containsExactly("plan prune-periods", "plan drop-sql-views", "session closed");
    assertThat(run.out())
        .contains("prune-periods would change in about 2.0 s:")
        .contains("Monthly 2019-01-01")
        .contains("UNSEEN_DELETIONS");
  }

  @Test
  void confirmed_operation_is_executed_with_the_token_of_its_plan() {
    CliRun run = run(services, "prune-periods", "--confirm", "--limit", "50");

    assertThat(run.status()).isZero();
    assertThat(services.events)
        .containsExactly(
            "plan prune-periods",
            "execute prune-periods with token of prune-periods up to 50",
            "session closed");
    assertThat(run.out()).contains("prune-periods SUCCEEDED in 1.2 s:");
  }

  @Test
  void deletions_that_were_not_seen_are_purged_only_if_asked_for() {
    run(services, "purge-deleted-data-values", "--preview");
    run(services, "prune-periods", "purge-deleted-data-values", "--purge-unseen", "--preview");

    assertThat(services.events)
        .containsExactly(
            "plan purge-deleted-data-values",
            "session closed",
            "plan prune-periods",
            "plan purge-deleted-data-values"
                + " PurgeDeletedDataValues[minimumAge=PT0S, unseen=PURGE]",
            "session closed");
  }

  @Test
  void nothing_is_done_unless_asked_for() {
    CliRun run = run(services, "prune-periods");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Say --preview");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void preview_and_confirmation_together_are_refused() {
    CliRun run = run(services, "prune-periods", "--preview", "--confirm");

    assertThat(run.status()).isEqualTo(2);
    assertThat(services.opened).isEmpty();
  }

  @Test
  void unknown_operation_stops_all_before_the_first() {
    CliRun run = run(services, "prune-periods", "prune-everything", "--confirm");

    assertThat(run.status()).isEqualTo(2);
    assertThat(services.events).containsExactly("session closed");
  }

  @Test
  void what_follows_a_failure_is_not_executed() {
    FakeServices failing = FakeServices.failing();

    CliRun run = run(failing, "prune-periods", "drop-sql-views", "--confirm");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("Error: disk full");
    assertThat(failing.events).noneMatch(event -> event.contains("drop-sql-views"));
  }

  @Test
  void json_has_every_promised_field() {
    JsonNode operation =
        run(services, "prune-periods", "--preview", "--format", "json").json().at("/operations/0");

    assertThat(operation.at("/name").textValue()).isEqualTo("prune-periods");
    assertThat(operation.at("/preview").booleanValue()).isTrue();
    assertThat(operation.at("/counts/periods").longValue()).isEqualTo(3);
    assertThat(operation.at("/blockers/0/object").textValue()).isEqualTo("17");
    assertThat(operation.at("/durationMs").isNumber()).isTrue();
  }
}
