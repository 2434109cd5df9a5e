package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.datalock.EntryRights;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockQuestion;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockExceptionsCommandTest {
  private static final String[] ONE = {
    "--data-set", "dataSet0001", "--period", "202601", "--org-unit", "unit0000001"
  };

  private final FakeServices services = FakeServices.succeeding();

  @Test
  void list_shows_exceptions() {
    CliRun run = run("list", "--data-set", "dataSet0001", "--limit", "7");
    JsonNode json = run("list", "--format", "json").json();

    assertThat(run.out()).contains("Malaria  202601  Bo  2026-01-05T08:30  2 rows");
    assertThat(json.at("/lockExceptions/0/dataSet").textValue()).isEqualTo("dataSet0001");
    assertThat(json.at("/lockExceptions/0/organisationUnit").textValue()).isEqualTo("unit0000001");
    assertThat(json.at("/lockExceptions/0/rows").intValue()).isEqualTo(2);
    assertThat(json.at("/lockExceptions/1/created").isNull()).isTrue();
    assertThat(services.events).contains("list 7 of [dataSet0001]", "list 1000 of []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "remove"})
  void writing_without_confirmation_is_wrong_usage_and_connects_to_nothing(String command) {
    CliRun run = run(command, ONE);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--preview").contains("--confirm");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void preview_and_confirmation_exclude_each_other() {
    assertThat(run("add", "--preview", "--confirm").status()).isEqualTo(2);
    assertThat(services.opened).isEmpty();
  }

  @Test
  void preview_writes_nothing_and_tells_the_same() {
    JsonNode preview = run("add", with("--preview")).json();
    JsonNode done = run("add", with("--confirm")).json();

    assertThat(services.events).contains("preview add [202601]", "add [202601]");
    assertThat(preview.at("/preview").booleanValue()).isTrue();
    assertThat(done.at("/preview").booleanValue()).isFalse();
    assertThat(preview.at("/counts").toString())
        .isEqualTo("{\"added\":4,\"alreadyPresent\":3,\"notAssigned\":2,\"otherPeriodType\":1}");
    assertThat(done.at("/counts")).isEqualTo(preview.at("/counts"));
  }

  @Test
  void add_without_anything_named_is_wrong_usage() {
    assertThat(run("add", "--confirm").status()).isEqualTo(2);
    assertThat(services.opened).isEmpty();
  }

  @Test
  void exceptions_are_removed_by_name_or_by_age() {
    assertThat(run("remove", with("--preview")).json().at("/counts/removed").longValue())
        .isEqualTo(5);
    run("remove", with("--confirm"));
    run("remove", "--older-than-months", "6", "--preview");
    run("remove", "--older-than-months", "6", "--confirm");

    assertThat(services.events)
        .containsSubsequence(
            "preview remove [202601]",
            "remove [202601]",
            "preview remove older than 6",
            "remove older than 6");
  }

  @Test
  void name_and_age_exclude_each_other() {
    CliRun run = run("remove", "--older-than-months", "6", "--period", "202601", "--confirm");

    assertThat(run.status()).isEqualTo(2);
    assertThat(services.opened).isEmpty();
  }

  @Test
  void explanation_names_state_rules_and_reasons() {
    CliRun run = run("explain", ONE);

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("LOCKED at 2026-02-12T10:00 (FRACTIONAL_DAYS)")
        .contains("EXPIRY  LOCKS  10 expiry days");
    assertThat(services.questions)
        .containsExactly(LockQuestion.of("dataSet0001", "202601", "unit0000001"));
  }

  @Test
  void question_has_every_option() {
    JsonNode json =
        run(
                "explain",
                "--format",
                "json",
                "--data-set",
                "dataSet0001",
                "--period",
                "202601",
                "--org-unit",
                "unit0000001",
                "--attribute-option-combo",
                "combo000001",
                "--at",
                "2026-02-12T10:00",
                "--edit-expired",
                "--formula",
                "end_of_last_day")
            .json();

    assertThat(services.questions)
        .containsExactly(
            LockQuestion.of("dataSet0001", "202601", "unit0000001")
                .attributeOptionCombo("combo000001")
                .at(
                    LocalDateTime.parse("2026-02-12T10:00")
                        .atZone(ZoneId.systemDefault())
                        .toInstant())
                .rights(EntryRights.EDIT_EXPIRED)
                .formula(ExpiryFormula.END_OF_LAST_DAY));
    assertThat(json.at("/state").textValue()).isEqualTo("LOCKED");
    assertThat(json.at("/openUntil").textValue()).isEqualTo("2026-02-11T00:00");
    assertThat(json.at("/verdicts/0/rule").textValue()).isEqualTo("EXPIRY");
  }

  @Test
  void nothing_to_do_is_wrong_usage() {
    assertThat(services.run("lock-exceptions").err()).contains("list, add, remove or explain");
  }

  private static String[] with(String consent) {
    String[] options = Arrays.copyOf(ONE, ONE.length + 3);
    options[ONE.length] = consent;
    options[ONE.length + 1] = "--format";
    options[ONE.length + 2] = "json";
    return options;
  }

  private CliRun run(String command, String... options) {
    return services.run(Arguments.of("lock-exceptions " + command, options));
  }
}
