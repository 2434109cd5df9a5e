package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MisfirePolicy;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobTransitions.Skip;
import io.github.dhisadmin.spi.JobTransitions.Start;
import io.github.dhisadmin.spi.JobTransitions.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of hourly jobs, and of one that runs once, that were due at noon of the 10th, when
 * all nodes were down from then on: for five minutes, three hours, five hours and three days.
 */
class MisfireMatrixTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final List<Duration> DOWN =
      List.of(Duration.ofMinutes(5), Duration.ofHours(3), Duration.ofHours(5), Duration.ofDays(3));

  private static final Map<String, Schedule> SCHEDULES =
      Map.of(
          "CRON", Schedule.cron("0 0 * * * *", ZoneId.of("UTC")),
          "RATE", Schedule.every(Duration.ofHours(1)),
          "DELAY", Schedule.delay(Duration.ofHours(1)),
          "ONCE", Schedule.at(NOON));
  private static final Map<String, MisfirePolicy> POLICIES =
      Map.of(
          "ONCE_WITHIN_FOUR_HOURS", MisfirePolicy.once(Duration.ofHours(4)),
          "SKIP_AFTER_FOUR_HOURS", MisfirePolicy.skip(Duration.ofHours(4)),
          "LAST_THREE_OF_A_DAY", MisfirePolicy.all(Duration.ofDays(1), 3));

  private final DuePlanner planner =
      new DuePlanner(
          new JobTypeRegistry(List.of(RegisteredType.of(JobTypes.TEST, new TestWork()))), () -> 0);

  @ParameterizedTest
  @CsvSource({
    "ONCE_WITHIN_FOUR_HOURS, CRON,  run 10T12, run 10T12, run 10T13,  run 13T08",
    "ONCE_WITHIN_FOUR_HOURS, RATE,  run 10T12, run 10T12, run 10T13,  run 13T08",
    "ONCE_WITHIN_FOUR_HOURS, DELAY, run 10T12, run 10T12, run 10T12,  run 10T12",
    "ONCE_WITHIN_FOUR_HOURS, ONCE,  run 10T12, run 10T12, never,      never",
    "SKIP_AFTER_FOUR_HOURS,  CRON,  run 10T12, run 10T12, wait 10T18, wait 13T13",
    "SKIP_AFTER_FOUR_HOURS,  RATE,  run 10T12, run 10T12, wait 10T18, wait 13T13",
    "SKIP_AFTER_FOUR_HOURS,  DELAY, run 10T12, run 10T12, run 10T12,  run 10T12",
    "SKIP_AFTER_FOUR_HOURS,  ONCE,  run 10T12, run 10T12, never,      never",
    "LAST_THREE_OF_A_DAY,    CRON,  run 10T12, run 10T13, run 10T15,  run 13T10",
    "LAST_THREE_OF_A_DAY,    RATE,  run 10T12, run 10T13, run 10T15,  run 13T10",
    "LAST_THREE_OF_A_DAY,    DELAY, run 10T12, run 10T12, run 10T12,  run 10T12",
    "LAST_THREE_OF_A_DAY,    ONCE,  run 10T12, run 10T12, run 10T12,  never"
  })
  void job_that_was_missed(
      String policy, String kind, String minutes, String hours, String moreHours, String days) {
    MisfirePolicy misfire = Objects.requireNonNull(POLICIES.get(policy));
    JobRow job =
        StoredJob.due(Objects.requireNonNull(SCHEDULES.get(kind)), NOON)
            .with(each -> each.misfire(misfire))
            .row();

    assertThat(DOWN)
        .map(down -> told(planner.plan(job, NOON.plus(down))))
        .containsExactly(minutes, hours, moreHours, days);
  }

  private static String told(Verdict verdict) {
    if (verdict instanceof Start start) {
      return "run " + hour(start.occurrence());
    }
    Instant next = ((Skip) verdict).nextFireAt();
    return next == null ? "never" : "wait " + hour(next);
  }

  private static String hour(Instant time) {
    return time.toString().substring("2026-03-".length(), "2026-03-10T12".length());
  }
}
