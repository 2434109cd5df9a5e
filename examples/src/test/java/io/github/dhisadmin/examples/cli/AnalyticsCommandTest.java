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
    assertThat(update.isLowDisk()).isFalse();
    assertThat(update.freeDisk()).isEmpty();
    assertThat(update.memoryBudget()).isEqualTo(1L << 30);
  }

  @Test
  void disk_and_memory_of_the_server_are_given_as_sizes() {
    AnalyticsTableUpdate update =
        updateOf("--low-disk", "--free-disk", "20GB", "--memory", "512MB");

    assertThat(update.isLowDisk()).isTrue();
    assertThat(update.freeDisk()).hasValue(20L << 30);
    assertThat(update.memoryBudget()).isEqualTo(512L << 20);
  }

  @Test
  void estimate_builds_nothing_and_tells_what_would_be_built() {
    CliRun run =
        services.run(
            "analytics",
            "--jdbc-url",
            FakeServices.URL,
            "--estimate",
            "--last-years=2",
            "--format=json");

    assertThat(run.status()).isZero();
    assertThat(services.analyticsUpdates).isEmpty();
    assertThat(services.estimatedUpdates)
        .singleElement()
        .satisfies(update -> assertThat(update.lastYears()).hasValue(2));
    JsonNode json = run.json();
    assertThat(json.at("/workBytes").longValue()).isEqualTo(1_000_000);
    assertThat(json.at("/neededBytes").longValue()).isEqualTo(21_000_000);
    assertThat(json.at("/neededInLowDiskBytes").longValue()).isEqualTo(6_000_000);
    assertThat(json.at("/reclaimedBytes").longValue()).isEqualTo(3_000_000);
    assertThat(json.at("/freeBytes").longValue()).isEqualTo(64L << 20);
    assertThat(json.at("/durationMs").longValue()).isEqualTo(2_400);
    JsonNode type = json.at("/types/0");
    assertThat(type.at("/type").textValue()).isEqualTo("DATA_VALUE");
    assertThat(type.at("/rows").longValue()).isEqualTo(18_000);
    assertThat(type.at("/bytes").longValue()).isEqualTo(20_000_000);
    assertThat(type.at("/workMs").longValue()).isEqualTo(1_800);
    JsonNode partition = type.at("/tables/0/partitions/0");
    assertThat(partition.at("/name").textValue()).isEqualTo("analytics_2026");
    assertThat(partition.at("/tableBytes").longValue()).isEqualTo(15_000_000);
    assertThat(partition.at("/indexBytes").longValue()).isEqualTo(5_000_000);
    assertThat(partition.at("/servingBytes").longValue()).isEqualTo(17_000_000);
    assertThat(partition.at("/basis").textValue()).isEqualTo("SERVING_TABLE");
  }

  @Test
  void estimate_for_people_says_what_is_needed_and_what_is_free() {
    assertThat(services.run("analytics", "--jdbc-url", FakeServices.URL, "--estimate").out())
        .contains(
            "Disk needed at the same time: 20.0 MB",
            "With --low-disk: 5.7 MB",
            "Free: 64.0 MB",
            "Freed before it begins: 2.9 MB",
            "Expected to take: 2.4 s");
  }

  @Test
  void result_stands_beside_what_was_expected() {
    CliRun run = services.run("analytics", "--jdbc-url", FakeServices.URL, "--format=json");

    assertThat(run.json().at("/expectedDurationMs").longValue()).isEqualTo(2_400);
    assertThat(run.json().at("/neededBytes").longValue()).isEqualTo(21_000_000);
    JsonNode size = run.json().at("/sizes/0");
    assertThat(size.at("/name").textValue()).isEqualTo("analytics_2026");
    assertThat(size.at("/expectedRows").longValue()).isEqualTo(18_000);
    assertThat(size.at("/rows").longValue()).isEqualTo(19_000);
    assertThat(size.at("/expectedBytes").longValue()).isEqualTo(20_000_000);
    assertThat(size.at("/bytes").longValue()).isEqualTo(21_000_000);
    assertThat(services.run("analytics", "--jdbc-url", FakeServices.URL).out())
        .contains("in 2.5 s (expected 2.4 s)", "Built 20.0 MB (expected 19.1 MB)");
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
            "full",
            "--merge-up-to",
            "0.25");

    assertThat(update.lastYears()).hasValue(3);
    assertThat(update.resourceTablesSkipped()).isTrue();
    assertThat(update.types()).containsExactly(AnalyticsTableType.ORG_UNIT_TARGET);
    assertThat(update.outliers()).isEqualTo(OutlierStatistics.SKIPPED);
    assertThat(update.parallelism()).hasValue(4);
    assertThat(update.mergeShare()).isEqualTo(0.25);
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
        "--free-disk=much",
        "--free-disk=-1GB",
        "--memory=1MB",
        "--merge-up-to=1.01",
        "--merge-up-to=NaN",
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
  void rows_that_were_exchanged_are_counted() {
    services.merging();
    CliRun json = services.run("analytics", "--jdbc-url", FakeServices.URL, "--format", "json");
    CliRun text = services.run("analytics", "--jdbc-url", FakeServices.URL);

    JsonNode partition = json.json().at("/types/0/tables/0/partitions/0");
    assertThat(partition.at("/action").textValue()).isEqualTo("MERGED");
    assertThat(partition.at("/merged/deleted").longValue()).isEqualTo(3);
    assertThat(partition.at("/merged/inserted").longValue()).isEqualTo(5);
    assertThat(text.out()).contains("FEW_CHANGES, 3 deleted, 5 inserted");
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
