package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.testkit.postgres.TestDatabaseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuickstartCommandTest {

  @Test
  void reports_each_step_with_its_duration() {
    CliRun run = FakeServices.succeeding().run("quickstart", "--format", "json");

    assertThat(run.status()).isZero();
    assertThat(run.json().at("/steps").findValuesAsText("name"))
        .containsExactly(
            "postgresql",
            "demo-data",
            "resource-tables",
            "analytics",
            "sample-query",
            "integrity",
            "scheduled-job");
    assertThat(run.json().at("/steps"))
        .allSatisfy(
            step -> {
              assertThat(step.at("/ok").isBoolean()).isTrue();
              assertThat(step.at("/ok").booleanValue()).isTrue();
              assertThat(step.at("/durationMs").isIntegralNumber()).isTrue();
              assertThat(step.at("/detail").textValue()).isNotBlank();
            });
  }

  @Test
  void stops_at_the_step_that_fails_and_cleans_up() {
    FakeServices services = FakeServices.failing();
    CliRun run = services.run("quickstart", "--format", "json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/steps").findValuesAsText("name"))
        .containsExactly("postgresql", "demo-data", "resource-tables");
    assertThat(run.json().at("/steps/2/ok").booleanValue()).isFalse();
    assertThat(services.events)
        .containsExactly("start 0", "fill SMALL", "session closed", "server closed");
  }

  @Test
  void server_that_does_not_start_is_the_first_failed_step() {
    List<String> opened = new ArrayList<>();
    CliRun run =
        CliRun.of(
            (target, terminal) -> {
              opened.add(target.jdbcUrl());
              throw new IllegalStateException();
            },
            port -> {
              throw new TestDatabaseException("no user namespaces");
            },
            new Termination(),
            "quickstart",
            "--format=json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/steps")).hasSize(1);
    assertThat(run.json().at("/steps/0/detail").textValue()).isEqualTo("no user namespaces");
    assertThat(opened).isEmpty();
  }

  @Test
  void text_names_steps_and_the_time_they_took() {
    CliRun run = FakeServices.succeeding().run("quickstart");

    assertThat(run.out())
        .containsPattern("ok\\s+postgresql")
        .containsPattern("ok\\s+sample-query")
        .contains("All done in ");
  }
}
