package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.analytics.UpdateMode;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsCommandTest {
  private final FakeServices services = FakeServices.succeeding();

  @Test
  void rebuilds_everything_by_default() {
    AnalyticsTableUpdate update = updateOf();

    assertThat(update.lastYears()).isEmpty();
    assertThat(update.resourceTablesSkipped()).isFalse();
    assertThat(update.types()).containsExactly(AnalyticsTableType.values());
    assertThat(update.outliers()).isEqualTo(OutlierStatistics.COMPUTED);
    assertThat(update.parallelism()).isEmpty();
    assertThat(update.mode()).isEqualTo(UpdateMode.FULL);
  }

  @Test
  void options_narrow_the_update() {
    AnalyticsTableUpdate update =
        updateOf(
            "--last-years",
            "3",
            "--skip-resource-tables",
            "--skip-aggregate",
            "--skip-events",
            "--skip-enrollment",
            "--skip-ownership",
            "--skip-tracked-entities",
            "--skip-validation-results",
            "--skip-outliers",
            "--parallelism",
            "4",
            "--mode",
            "full");

    assertThat(update.lastYears()).hasValue(3);
    assertThat(update.resourceTablesSkipped()).isTrue();
    assertThat(update.types()).containsExactly(AnalyticsTableType.ORG_UNIT_TARGET);
    assertThat(update.outliers()).isEqualTo(OutlierStatistics.SKIPPED);
    assertThat(update.parallelism()).hasValue(4);
  }

  @ParameterizedTest
  @CsvSource({
    "--skip-events, EVENT",
    "--skip-enrollment, ENROLLMENT",
    "--skip-ownership, OWNERSHIP",
    "--skip-validation-results, VALIDATION_RESULT"
  })
  void flag_of_a_type_skips_that_type_alone(String flag, AnalyticsTableType type) {
    assertThat(updateOf(flag).types())
        .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(type)));
  }

  @Test
  void tracked_entities_are_skipped_with_their_events_and_enrollments() {
    assertThat(updateOf("--skip-tracked-entities").types())
        .containsExactlyElementsOf(
            EnumSet.range(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.OWNERSHIP));
  }

  @Test
  void mode_says_whether_what_has_not_changed_is_built_too() {
    assertThat(updateOf("--mode", "incremental").mode()).isEqualTo(UpdateMode.INCREMENTAL);
    assertThat(
            services
                .run(
                    "analytics",
                    "--jdbc-url",
                    FakeServices.URL,
                    "--mode",
                    "incremental",
                    "--format=json")
                .json()
                .at("/mode")
                .textValue())
        .isEqualTo("incremental");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--last-years=0",
        "--last-years=three",
        "--parallelism=0",
        "--mode=some",
        "--skip-everything"
      })
  void nonsense_is_wrong_usage(String option) {
    CliRun run = services.run("analytics", "--jdbc-url", FakeServices.URL, option);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotBlank();
    assertThat(services.analyticsUpdates).isEmpty();
  }

  @Test
  void json_has_every_promised_field() {
    CliRun run = services.run("--jdbc-url", FakeServices.URL, "analytics", "--format", "json");

    JsonNode json = run.json();
    assertThat(json.at("/mode").textValue()).isEqualTo("full");
    assertThat(json.at("/durationMs").longValue()).isEqualTo(2_500);
    assertThat(json.at("/types/0/type").textValue()).isEqualTo("DATA_VALUE");
    JsonNode table = json.at("/types/0/tables/0");
    assertThat(table.at("/name").textValue()).isEqualTo("analytics");
    assertThat(table.at("/durationMs").longValue()).isEqualTo(2_000);
    JsonNode partition = table.at("/partitions/0");
    assertThat(partition.at("/name").textValue()).isEqualTo("analytics_2026");
    assertThat(partition.at("/rows").longValue()).isEqualTo(19_000);
    assertThat(partition.at("/action").textValue()).isEqualTo("BUILT");
    assertThat(partition.at("/reason").textValue()).isEqualTo("rebuilt in full");
    assertThat(partition.at("/durationMs").longValue()).isEqualTo(1_900);
    JsonNode warning = json.at("/warnings/0");
    assertThat(warning.at("/code").textValue()).isEqualTo("NON_NUMERIC_VALUE");
    assertThat(warning.at("/table").textValue()).isEqualTo("analytics");
    assertThat(warning.at("/detail").textValue()).isEqualTo("skipped");
    assertThat(warning.at("/count").longValue()).isEqualTo(7);
  }

  @Test
  void failed_type_fails_the_command() {
    CliRun run =
        FakeServices.failing().run("analytics", "--jdbc-url", FakeServices.URL, "--format=json");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/types/0/error").textValue()).isEqualTo("disk full");
  }

  @Test
  void failure_of_the_database_is_one_json_document_with_its_code() {
    CliRun run =
        services.run(
            "analytics", "--jdbc-url", FakeServices.URL, "--format=json", "--last-years=99");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.json().at("/error/code").textValue()).isEqualTo("STORE_FAILED");
    assertThat(run.json().at("/error/message").textValue()).isEqualTo("The database said: no");
    assertThat(run.err()).contains("dhis-admin: The database said: no");
  }

  private AnalyticsTableUpdate updateOf(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "analytics";
    args[1] = "--jdbc-url";
    args[2] = FakeServices.URL;
    System.arraycopy(options, 0, args, 3, options.length);
    assertThat(services.run(args).status()).isZero();
    return services.analyticsUpdates.get(0);
  }
}
