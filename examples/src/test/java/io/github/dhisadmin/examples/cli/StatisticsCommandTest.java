package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class StatisticsCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void json_has_every_promised_field_with_the_keys_of_dhis2() {
    JsonNode json = run("--format", "json").json();

    assertThat(json.at("/objectCounts").toString())
        .isEqualTo("{\"dataElement\":12,\"dataValue\":345}");
    assertThat(json.at("/softDeleted").toString()).isEqualTo("{\"dataValue\":6}");
    assertThat(json.at("/activeUsers").toString())
        .isEqualTo("{\"0\":1,\"1\":2,\"2\":3,\"7\":4,\"30\":5}");
    assertThat(json.at("/userInvitations").toString()).isEqualTo("{\"all\":8,\"expired\":7}");
    assertThat(json.at("/dataValueCount").toString())
        .isEqualTo("{\"0\":12,\"1\":13,\"7\":14,\"30\":15}");
    assertThat(json.at("/eventCount").toString())
        .isEqualTo("{\"0\":22,\"1\":23,\"7\":24,\"30\":25}");
    assertThat(json.at("/disk/databaseBytes").longValue()).isEqualTo(9_000);
    assertThat(json.at("/disk/tables/0/name").textValue()).isEqualTo("datavalue");
    assertThat(json.at("/trend")).isEmpty();
    assertThat(services.events).containsExactly("count", "session closed");
  }

  @Test
  void snapshot_is_kept_when_asked_for() {
    assertThat(run("--snapshot").status()).isZero();
    assertThat(services.events).startsWith("snapshot");
  }

  @Test
  void trend_is_told_from_a_day_on() {
    JsonNode json = run("--format", "json", "--from", "2026-02-01", "--to", "2026-02-28").json();

    assertThat(json.at("/trend").toString())
        .isEqualTo(
            "[{\"group\":\"OBJECTS\",\"name\":\"dataValue\",\"change\":45,\"points\":"
                + "[{\"day\":\"2026-02-01\",\"value\":300},{\"day\":\"2026-02-02\",\"value\":345}]}]");
    assertThat(services.events).contains("trend 2026-02-01 2026-02-28");
  }

  @Test
  void text_shows_the_same() {
    assertThat(run("--from", "2026-02-01").out())
        .contains("dataValue    345  6 marked as deleted")
        .contains("datavalue  5000  2000 in indexes")
        .contains("OBJECTS  dataValue  +45");
  }

  private CliRun run(String... options) {
    return services.run(Arguments.of("statistics", options));
  }
}
