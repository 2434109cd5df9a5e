package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class CachesCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void list_shows_what_each_cache_counted() {
    JsonNode json = run("list", "--format", "json").json();

    assertThat(json.at("/caches/0").toString())
        .isEqualTo(
            "{\"name\":\"data-statistics\",\"owner\":\"LIBRARY\",\"size\":1,\"hits\":3,"
                + "\"misses\":1,\"hitRate\":0.75,\"loads\":1,\"failedLoads\":0,\"loadTimeMs\":250,"
                + "\"evictions\":2}");
    assertThat(json.at("/caches/1/hitRate").isNull()).isTrue();
    assertThat(run("list").out()).contains("data-statistics  LIBRARY  1 entries");
  }

  @Test
  void clearing_needs_a_confirmation() {
    CliRun run = run("clear");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--confirm");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void one_or_all_caches_are_cleared() {
    run("clear", "--confirm");
    run("clear", "--confirm", "--name", "users");
    CliRun preview = run("clear", "--preview", "--name", "users", "--format", "json");

    assertThat(services.events).containsSubsequence("clear all", "clear users");
    assertThat(preview.json().at("/caches")).hasSize(1);
    assertThat(services.events).filteredOn(event -> event.startsWith("clear")).hasSize(2);
  }

  @Test
  void nothing_to_do_is_wrong_usage() {
    assertThat(services.run("caches").err()).contains("list or clear");
  }

  private CliRun run(String command, String... options) {
    return services.run(Arguments.of("caches " + command, options));
  }
}
