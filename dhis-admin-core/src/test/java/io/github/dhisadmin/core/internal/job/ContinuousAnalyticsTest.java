package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.analytics.UpdateMode;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.ContinuousAnalyticsJobParameters;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousAnalyticsTest {
  private static final ContinuousAnalyticsJobParameters AFTER_TWO_IN_KIGALI =
      new ContinuousAnalyticsJobParameters(
          2, "Africa/Kigali", 3, Set.of(AnalyticsTableType.COMPLETENESS), true);

  /** Two o'clock in Kigali is midnight in UTC. */
  @ParameterizedTest
  @CsvSource({
    ", , 2026-11-22T10:00:00Z, true",
    "2026-11-22T09:50:00Z, COMPLETED, 2026-11-22T10:00:00Z, false",
    "2026-11-22T09:50:00Z, FAILED, 2026-11-22T10:00:00Z, true",
    "2026-11-21T23:50:00Z, COMPLETED, 2026-11-22T00:00:00Z, true",
    "2026-11-21T23:40:00Z, COMPLETED, 2026-11-21T23:50:00Z, false",
    "2026-11-22T00:00:00Z, COMPLETED, 2026-11-22T00:10:00Z, false",
    "2026-11-19T12:00:00Z, COMPLETED, 2026-11-21T23:50:00Z, true"
  })
  void everything_is_rebuilt_by_the_first_run_after_the_hour(
      @Nullable Instant previous, @Nullable RunStatus status, Instant now, boolean full) {
    AnalyticsTableUpdate update =
        ContinuousAnalytics.update(AFTER_TWO_IN_KIGALI, job(previous, status), now);

    assertThat(update.mode()).isEqualTo(full ? UpdateMode.FULL : UpdateMode.LATEST);
    assertThat(update.lastYears()).isEqualTo(full ? OptionalInt.of(3) : OptionalInt.empty());
  }

  @Test
  void skipped_types_are_left_alone_and_between_full_runs_all_but_data() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    Job ranJustNow = job(now.minusSeconds(600), RunStatus.COMPLETED);

    AnalyticsTableUpdate full =
        ContinuousAnalytics.update(AFTER_TWO_IN_KIGALI, job(null, null), now);
    AnalyticsTableUpdate fresh = ContinuousAnalytics.update(AFTER_TWO_IN_KIGALI, ranJustNow, now);

    assertThat(full.types())
        .contains(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.ORG_UNIT_TARGET)
        .doesNotContain(AnalyticsTableType.COMPLETENESS);
    assertThat(fresh.types())
        .containsExactly(AnalyticsTableType.DATA_VALUE, AnalyticsTableType.EVENT);
    assertThat(fresh.outliers()).isEqualTo(OutlierStatistics.SKIPPED);
  }

  @Test
  void zone_that_is_none_is_refused() {
    assertThatThrownBy(() -> new ContinuousAnalyticsJobParameters(2, "Mars", null, Set.of(), false))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Mars");
  }

  private static Job job(@Nullable Instant previous, @Nullable RunStatus status) {
    JobDefinition<ContinuousAnalyticsJobParameters> definition =
        JobDefinition.of(
            JobTypes.CONTINUOUS_ANALYTICS_TABLE,
            "continuous",
            ContinuousAnalyticsJobParameters.fullAfterMidnight(ZoneId.of("UTC")));
    return new Job(
        "jobUid00001",
        "continuous",
        definition.type().name(),
        Map.of(),
        Schedule.delay(Duration.ofMinutes(10)),
        definition.options(),
        false,
        0,
        new Job.State(JobStatus.SCHEDULED, null, null, null, null, previous, previous, status, 0));
  }
}
