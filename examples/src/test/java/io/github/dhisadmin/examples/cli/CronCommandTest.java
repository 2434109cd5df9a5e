package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void next_times_are_of_the_zone_and_need_no_database() {
    CliRun run =
        explain(
            "0 30 2 * * *",
            "--zone=Europe/Oslo",
            "--count=3",
            "--after=2026-03-27T12:00:00Z",
            "--format=json");

    assertThat(run.status()).isZero();
    JsonNode report = run.json();
    assertThat(report.at("/next").valueStream().map(JsonNode::textValue))
        .containsExactly(
            "2026-03-28T02:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00");
    assertThat(report.at("/explanation").textValue()).isEqualTo("every day at 02:30");
    assertThat(report.at("/zone").textValue()).isEqualTo("Europe/Oslo");
    assertThat(report.at("/messages").valueStream().map(JsonNode::textValue))
        .containsExactly("2026-03-29: clocks are put forward from 02:00 to 03:00.");
    assertThat(report.at("/normalized").textValue()).isEqualTo("0 30 2 * * *");
    assertThat(services.opened).isEmpty();
  }

  @Test
  void text_says_what_it_means_and_when_it_is() {
    CliRun run =
        explain("@weekly", "--zone", "UTC", "--count", "2", "--after", "2026-11-22T00:00:00Z");

    assertThat(run.out().lines())
        .containsExactly(
            "@weekly in UTC: at 00:00 on Sunday",
            "  Sun  2026-11-29T00:00:00Z",
            "  Sun  2026-12-06T00:00:00Z");
  }

  @Test
  void zone_that_nobody_named_is_told() {
    assertThat(explain("@daily").out()).contains("The hours are told in the zone of this machine");
  }

  @Test
  void five_times_after_now_are_told_unless_asked_otherwise() {
    List<JsonNode> next =
        explain("* * * * * *", "--format", "json").json().at("/next").valueStream().toList();

    assertThat(next).hasSize(5);
    Instant first = OffsetDateTime.parse(next.get(0).textValue()).toInstant();
    assertThat(first).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void wrong_expression_is_wrong_usage_and_named_with_its_place() {
    CliRun run = explain("0 61 * * * *");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("field 2 (minutes), position 3: 61 is not between 0 and 59");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--zone=Mars/Crater", "--count=0", "--count=1001", "--after=tomorrow"})
  void wrong_option_is_wrong_usage(String option) {
    assertThat(explain("@daily", option).status()).isEqualTo(2);
  }

  @Test
  void nothing_to_do_is_wrong_usage() {
    CliRun run = services.run("cron");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("cron explain");
  }

  private CliRun explain(String... args) {
    List<String> line = new ArrayList<>(List.of("cron", "explain"));
    line.addAll(List.of(args));
    return services.run(line.toArray(String[]::new));
  }
}
