package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoDatabaseCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void stays_up_until_the_process_is_asked_to_end() throws Exception {
    Termination termination = new Termination();
    CompletableFuture<CliRun> running =
        CompletableFuture.supplyAsync(
            () -> {
              try (termination) {
                return services.run(
                    termination,
                    "demo-database",
                    "--scale",
                    "medium",
                    "--port",
                    "5499",
                    "--format",
                    "json");
              }
            });

    termination.request();
    CliRun run = running.get(60, TimeUnit.SECONDS);

    assertThat(run.status()).isZero();
    assertThat(run.json().at("/jdbcUrl").textValue()).isEqualTo(FakeServices.URL);
    assertThat(run.json().at("/user").textValue()).isEqualTo("postgres");
    assertThat(services.events).containsExactly("start 5499", "fill MEDIUM", "server closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port=70000", "--port=-1", "--port=x", "--scale=huge"})
  void nonsense_is_wrong_usage(String option) {
    CliRun run = services.run("demo-database", option);

    assertThat(run.status()).isEqualTo(2);
    assertThat(services.events).isEmpty();
  }
}
