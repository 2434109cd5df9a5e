package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line makes of jobs. */
class JobsCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void jobs_are_listed_with_what_they_are_doing() {
    CliRun run = call("--format", "json", "jobs", "list");

    JsonNode job = run.json().at("/jobs/0");
    assertThat(run.status()).isZero();
    assertThat(job.at("/uid").textValue()).isEqualTo("jobUid00001");
    assertThat(job.at("/status").textValue()).isEqualTo("SCHEDULED");
    assertThat(job.at("/schedule").textValue()).isEqualTo("cron 0 0 2 * * * Africa/Kigali");
    assertThat(job.at("/dueAt").textValue()).isEqualTo("2026-03-01T02:00:00Z");
    assertThat(job.at("/lastStatus").textValue()).isEqualTo("FAILED");
    assertThat(job.at("/parameters/stages").longValue()).isEqualTo(3);
    assertThat(services.events).contains("list USER");
  }

  @Test
  void system_jobs_are_listed_on_request() {
    CliRun run = call("jobs", "list", "--all");

    assertThat(run.out()).contains("nightly").contains("due 2026-03-01T02:00:00Z");
    assertThat(services.events).contains("list ALL");
  }

  @Test
  void job_is_created_with_a_schedule_and_parameters() {
    CliRun run =
        call(
            "jobs",
            "create",
            "TEST",
            "tests",
            "--cron",
            "@daily",
            "--zone",
            "Africa/Kigali",
            "--param",
            "stages=2",
            "--param",
            "names=a,b",
            "--priority",
            "7",
            "--disabled");

    assertThat(run.status()).isZero();
    assertThat(services.events)
        .contains(
            "define TEST tests {stages=2, names=a,b}",
            "create tests CronSchedule[expression=@daily, zone=Africa/Kigali,"
                + " gap=RUN_AT_GAP_END] priority 7 disabled");
  }

  @Test
  void update_keeps_what_is_not_named() {
    call("jobs", "update", "nightly", "--param", "stages=5");

    assertThat(services.events)
        .anyMatch(
            event ->
                event.startsWith("define TEST nightly")
                    && event.contains("stages=5")
                    && event.contains("names=a,b"))
        .contains(
            "update jobUid00001 nightly CronSchedule[expression=0 0 2 * * *, zone=Africa/Kigali,"
                + " gap=RUN_AT_GAP_END] priority 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "enable", "disable", "cancel", "abandon"})
  void action_is_done_and_the_job_shown(String action) {
    CliRun run = call("--format", "json", "jobs", action, "nightly");

    assertThat(run.json().at("/jobs/0/name").textValue()).isEqualTo("nightly");
    assertThat(services.events).contains(action + " nightly", "session closed");
  }

  @Test
  void unknown_job_fails_with_its_name() {
    CliRun run = call("jobs", "run", "weekly");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("There is no job 'weekly'");
  }

  @Test
  void deleting_asks_for_a_confirmation() {
    assertThat(call("jobs", "delete", "nightly").status()).isEqualTo(2);
    assertThat(services.events).isEmpty();

    assertThat(call("jobs", "delete", "nightly", "--confirm").status()).isZero();
    assertThat(services.events).contains("delete nightly");
  }

  @Test
  void history_tells_attempts_and_errors() {
    CliRun run = call("--format", "json", "jobs", "history", "nightly", "--limit", "3");

    JsonNode first = run.json().at("/runs/0");
    assertThat(first.at("/attempt").intValue()).isEqualTo(2);
    assertThat(first.at("/status").textValue()).isEqualTo("FAILED");
    assertThat(first.at("/durationMs").longValue()).isEqualTo(3_000);
    assertThat(first.at("/error").textValue()).isEqualTo("no room");
    assertThat(services.events).contains("history of nightly, 3");
    assertThat(call("jobs", "history").out()).contains("no room");
    assertThat(services.events).contains("history, 20");
  }

  @Test
  void queue_is_run_from_one_of_its_jobs() {
    CliRun run = call("jobs", "run", "nightly", "--from", "second");

    assertThat(run.status()).isZero();
    assertThat(services.events).contains("run nightly from second");
  }

  @Test
  void errors_of_single_objects_are_looked_for() {
    CliRun run =
        call("--format", "json", "jobs", "errors", "nightly", "--code", "E7619", "--limit", "5");

    assertThat(run.json().at("/errors/0/object").textValue()).isEqualTo("dataElement1");
    assertThat(services.events)
        .contains(
            "errors JobErrorFilter[jobUidOrNull=jobUid00001, codeOrNull=E7619, objectOrNull=null,"
                + " limit=5]");
    assertThat(call("jobs", "errors").out()).contains("It is empty.");
    assertThat(call("jobs", "errors", "weekly").status()).isEqualTo(1);
  }

  @Test
  void types_are_listed_with_their_parameters() {
    CliRun run = call("--format", "json", "jobs", "types");

    assertThat(run.json().at("/types/0/parameters/0/max").longValue()).isEqualTo(100);
    assertThat(call("jobs", "types").out()).contains("stages").contains("default 0");
  }

  @Test
  void schedule_that_cannot_be_read_is_wrong_usage() {
    assertThat(call("jobs", "create", "TEST", "x", "--at", "tomorrow").status()).isEqualTo(2);
    assertThat(call("jobs", "create", "TEST", "x", "--zone", "UTC").status()).isEqualTo(2);
  }

  @Test
  void scheduler_runs_until_the_process_is_asked_to_end() {
    CliRun run;
    try (Termination termination = new Termination()) {
      new Thread(termination::request).start();
      run = services.run(termination, "--jdbc-url", FakeServices.URL, "scheduler");
    }

    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("The scheduler runs");
    assertThat(services.events).containsExactly("start scheduler", "session closed");
  }

  private CliRun call(String... args) {
    List<String> line = new ArrayList<>(List.of("--jdbc-url", FakeServices.URL));
    line.addAll(Arrays.asList(args));
    return services.run(line.toArray(String[]::new));
  }
}
