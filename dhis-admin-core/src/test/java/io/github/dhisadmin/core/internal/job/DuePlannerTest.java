package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.job.DeadRunPolicy;
import io.github.dhisadmin.job.DelayOrigin;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.FixedDelaySchedule;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.MisfirePolicy;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import io.github.dhisadmin.spi.JobTransitions.Quarantine;
import io.github.dhisadmin.spi.JobTransitions.Skip;
import io.github.dhisadmin.spi.JobTransitions.Start;
import io.github.dhisadmin.spi.JobTransitions.Verdict;
import io.github.dhisadmin.spi.StoredSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which due jobs run, are left out, or are tried again. */
class DuePlannerTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Schedule HOURLY = Schedule.cron("0 0 * * * *", ZoneId.of("UTC"));
  private static final Schedule DAILY = Schedule.cron("0 0 12 * * *", ZoneId.of("UTC"));
  private static final Duration FOUR_HOURS = Duration.ofHours(4);

  private final DuePlanner planner =
      new DuePlanner(
          new JobTypeRegistry(List.of(RegisteredType.of(JobTypes.TEST, new TestWork()))), () -> 0);

  @Test
  void job_that_is_in_time_runs_for_its_own_time() {
    Verdict verdict = planner.plan(StoredJob.due(DAILY, NOON).row(), NOON.plusSeconds(2));

    assertThat(verdict).isEqualTo(new Start(NOON, 1, DueReason.SCHEDULE));
  }

  @Test
  void new_job_does_not_run_for_times_that_have_passed() {
    Instant created = NOON.plusSeconds(60);

    assertThat(Timetable.of(DAILY).first(created)).contains(NOON.plus(Duration.ofDays(1)));
    assertThat(Timetable.of(HOURLY).first(created)).contains(NOON.plus(Duration.ofHours(1)));
  }

  /** Down from noon on for so long; which hourly occurrence runs, and which is looked at next. */
  @ParameterizedTest
  @CsvSource({
    "PT5M, 2026-03-10T12:00:00Z",
    "PT3H, 2026-03-10T12:00:00Z",
    "PT5H, 2026-03-10T13:00:00Z",
    "P3D, 2026-03-13T08:00:00Z"
  })
  void oldest_missed_occurrence_that_is_not_too_late_runs_for_all(Duration down, Instant run) {
    StoredJob job =
        StoredJob.due(HOURLY, NOON).with(each -> each.misfire(MisfirePolicy.once(FOUR_HOURS)));

    assertThat(planner.plan(job.row(), NOON.plus(down)))
        .isEqualTo(new Start(run, 1, DueReason.SCHEDULE));
  }

  @ParameterizedTest
  @CsvSource({"PT5M, true", "PT3H, true", "PT5H, false", "P3D, false"})
  void daily_job_that_is_later_than_four_hours_waits_for_the_next_day(Duration down, boolean runs) {
    Instant now = NOON.plus(down);
    Verdict verdict = planner.plan(StoredJob.due(DAILY, NOON).row(), now);

    if (runs) {
      assertThat(verdict).isEqualTo(new Start(NOON, 1, DueReason.SCHEDULE));
    } else if (down.toDays() == 0) {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Skip.class,
              skip -> {
                assertThat(skip.occurrence()).isEqualTo(NOON);
                assertThat(skip.nextFireAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
              });
    } else {
      assertThat(verdict).isEqualTo(new Start(now, 1, DueReason.SCHEDULE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT30S, 2026-03-10T12:00:00Z, true",
    "PT5M, 2026-03-10T13:00:00Z, false",
    "PT3H, 2026-03-10T16:00:00Z, false",
    "P3D, 2026-03-13T13:00:00Z, false"
  })
  void missed_occurrences_are_left_out_if_the_policy_says_so(
      Duration down, Instant expected, boolean runs) {
    StoredJob job =
        StoredJob.due(HOURLY, NOON)
            .with(each -> each.misfire(MisfirePolicy.skip(Duration.ofMinutes(1))));
    Verdict verdict = planner.plan(job.row(), NOON.plus(down));

    if (runs) {
      assertThat(verdict).isEqualTo(new Start(expected, 1, DueReason.SCHEDULE));
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Skip.class, skip -> assertThat(skip.nextFireAt()).isEqualTo(expected));
    }
  }

  @Test
  void each_missed_occurrence_runs_if_the_policy_says_so_up_to_its_cap() {
    StoredJob job =
        StoredJob.due(HOURLY, NOON)
            .with(each -> each.misfire(MisfirePolicy.all(Duration.ofDays(1), 3)));
    Instant now = NOON.plus(Duration.ofMinutes(5 * 60 + 10));

    Verdict first = planner.plan(job.row(), now);
    assertThat(first).isEqualTo(new Start(hour(15), 1, DueReason.SCHEDULE));

    Plan next = planner.after(job.row(), (Start) first, RunStatus.COMPLETED, now, now);
    assertThat(next.dueAt()).isEqualTo(hour(16));
  }

  @Test
  void missed_occurrences_up_to_the_start_are_made_up_for_by_the_run() {
    JobRow job = StoredJob.due(HOURLY, NOON).row();
    Instant started = NOON.plus(Duration.ofMinutes(190));
    Start start = new Start(NOON, 1, DueReason.SCHEDULE);

    Plan plan =
        planner.after(
            job, start, RunStatus.COMPLETED, started, started.plus(Duration.ofMinutes(130)));

    assertThat(plan.dueAt()).as("due during the run, so at once after it").isEqualTo(hour(16));
  }

  @Test
  void one_time_job_that_is_too_late_never_runs() {
    Verdict verdict =
        planner.plan(StoredJob.due(Schedule.at(NOON), NOON).row(), NOON.plus(Duration.ofHours(5)));

    assertThat(verdict)
        .isInstanceOfSatisfying(Skip.class, skip -> assertThat(skip.nextFireAt()).isNull());
  }

  @Test
  void delay_is_never_missed_and_counts_from_the_end() {
    JobRow job = StoredJob.due(Schedule.delay(Duration.ofMinutes(10)), NOON).row();
    Instant now = NOON.plus(Duration.ofDays(3));

    assertThat(planner.plan(job, now)).isEqualTo(new Start(NOON, 1, DueReason.SCHEDULE));
    assertThat(after(job, now, now.plusSeconds(60)).dueAt()).isEqualTo(now.plusSeconds(60 + 600));
  }

  @Test
  void delay_counts_from_the_start_if_wanted() {
    JobRow job =
        StoredJob.due(new FixedDelaySchedule(Duration.ofMinutes(10), DelayOrigin.START), NOON)
            .row();

    assertThat(after(job, NOON, NOON.plusSeconds(60)).dueAt()).isEqualTo(NOON.plusSeconds(600));
  }

  @Test
  void rate_keeps_its_pace_however_late_a_run_was() {
    JobRow job = StoredJob.due(Schedule.every(Duration.ofMinutes(10)), NOON).row();

    assertThat(after(job, NOON.plusSeconds(30), NOON.plusSeconds(90)).dueAt())
        .isEqualTo(NOON.plusSeconds(600));
    assertThat(after(job, NOON.plusSeconds(1_250), NOON.plusSeconds(1_260)).dueAt())
        .isEqualTo(NOON.plusSeconds(1_800));
  }

  @Test
  void run_that_somebody_wished_for_leaves_the_schedule_alone() {
    JobRow job =
        StoredJob.due(DAILY, NOON)
            .waiting(DueReason.RUN_NOW, NOON.minusSeconds(600), 0, NOON.minusSeconds(600))
            .row();
    Start start = new Start(NOON.minusSeconds(600), 1, DueReason.RUN_NOW);

    assertThat(planner.plan(job, NOON.minusSeconds(590))).isEqualTo(start);
    assertThat(
            planner
                .after(
                    job, start, RunStatus.COMPLETED, NOON.minusSeconds(590), NOON.minusSeconds(580))
                .dueAt())
        .isEqualTo(NOON);
  }

  @Test
  void run_that_somebody_wished_for_does_not_shift_an_even_pace() {
    Schedule rate = Schedule.every(Duration.ofHours(1));
    Instant wished = NOON.minusSeconds(600);
    JobRow job = StoredJob.due(rate, NOON).waiting(DueReason.RUN_NOW, wished, 0, wished).row();

    assertThat(
            planner
                .after(
                    job,
                    new Start(wished, 1, DueReason.RUN_NOW),
                    RunStatus.COMPLETED,
                    wished,
                    wished)
                .dueAt())
        .isEqualTo(NOON);
  }

  @Test
  void next_attempt_counts_on_from_those_before() {
    JobRow job =
        StoredJob.due(DAILY, NOON.plus(Duration.ofDays(1)))
            .waiting(DueReason.RETRY, NOON, 2, NOON.plusSeconds(30))
            .row();

    assertThat(planner.plan(job, NOON.plusSeconds(31)))
        .isEqualTo(new Start(NOON, 3, DueReason.RETRY));
  }

  @Test
  void failures_are_counted_until_a_run_is_completed() {
    JobRow failing = StoredJob.due(DAILY, NOON).failures(3).row();

    assertThat(failuresAfter(failing, RunStatus.FAILED)).isEqualTo(4);
    assertThat(failuresAfter(failing, RunStatus.LOST)).isEqualTo(4);
    assertThat(failuresAfter(failing, RunStatus.STOPPED)).isEqualTo(3);
    assertThat(failuresAfter(failing, RunStatus.COMPLETED)).isZero();
  }

  private int failuresAfter(JobRow job, RunStatus status) {
    return planner
        .after(job, new Start(NOON, 1, DueReason.SCHEDULE), status, NOON, NOON)
        .failures();
  }

  /** Its queue decides what comes after it. */
  @Test
  void job_of_a_queue_is_not_tried_again_by_itself() {
    JobRow job =
        StoredJob.due(Schedule.manual(), null)
            .with(each -> each.retry(RetryPolicy.attempts(5)))
            .row();
    Start start = new Start(NOON, 1, DueReason.QUEUE);

    assertThat(planner.afterFailure(job, start, NOON, NOON).dueAt()).isNull();
    assertThat(planner.afterClosing(job, start, NOON, NOON).dueAt()).isNull();
  }

  @Test
  void run_of_a_node_that_closes_is_due_again_at_once_for_the_same_occurrence() {
    JobRow job = StoredJob.due(DAILY, NOON).row();
    Instant closed = NOON.plusSeconds(20);

    Plan plan = planner.afterClosing(job, new Start(NOON, 1, DueReason.SCHEDULE), NOON, closed);

    assertThat(plan.dueAt()).isEqualTo(closed);
    assertThat(plan.reason()).isEqualTo(DueReason.RETRY);
    assertThat(plan.occurrence()).isEqualTo(NOON);
    assertThat(plan.nextFireAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
  }

  @Test
  void occurrences_within_a_long_run_are_left_out_if_missed_ones_are() {
    JobRow job =
        StoredJob.due(HOURLY, NOON)
            .with(each -> each.misfire(MisfirePolicy.skip(FOUR_HOURS)))
            .row();
    Instant finished = NOON.plus(Duration.ofMinutes(150));

    assertThat(
            planner
                .after(
                    job,
                    new Start(NOON, 1, DueReason.SCHEDULE),
                    RunStatus.COMPLETED,
                    NOON,
                    finished)
                .dueAt())
        .isEqualTo(NOON.plus(Duration.ofHours(3)));
  }

  @Test
  void time_of_a_one_time_job_that_has_passed_means_at_once() {
    assertThat(Timetable.of(Schedule.at(NOON)).first(NOON.plusSeconds(60)))
        .contains(NOON.plusSeconds(60));
    assertThat(Timetable.of(Schedule.at(NOON)).first(NOON.minusSeconds(60))).contains(NOON);
  }

  @Test
  void failed_run_is_tried_again_after_growing_pauses() {
    JobRow job =
        StoredJob.due(DAILY, NOON)
            .with(
                each ->
                    each.retry(new RetryPolicy(9, Duration.ofSeconds(10), Duration.ofSeconds(35))))
            .row();

    assertThat(List.of(1, 2, 3, 4))
        .map(attempt -> failed(job, attempt).dueAt())
        .containsExactly(
            NOON.plusSeconds(10), NOON.plusSeconds(20), NOON.plusSeconds(35), NOON.plusSeconds(35));
    assertThat(failed(job, 2))
        .satisfies(
            plan -> {
              assertThat(plan.reason()).isEqualTo(DueReason.RETRY);
              assertThat(plan.occurrence()).isEqualTo(NOON);
              assertThat(plan.attempts()).isEqualTo(2);
              assertThat(plan.nextFireAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
            });
    assertThat(failed(job, 9).reason()).isEqualTo(DueReason.SCHEDULE);
  }

  @Test
  void schedule_wins_over_a_retry_that_would_come_later() {
    JobRow job =
        StoredJob.due(HOURLY, NOON)
            .with(each -> each.retry(new RetryPolicy(5, Duration.ofHours(2), Duration.ofHours(2))))
            .row();

    assertThat(failed(job, 1))
        .satisfies(
            plan -> {
              assertThat(plan.reason()).isEqualTo(DueReason.SCHEDULE);
              assertThat(plan.dueAt()).isEqualTo(hour(13));
            });
  }

  @Test
  void job_of_a_dead_node_runs_at_its_next_time_or_again_or_never() {
    StoredJob job = StoredJob.due(DAILY, NOON);

    assertThat(lost(job, DeadRunPolicy.RESCHEDULE).dueAt())
        .isEqualTo(NOON.plus(Duration.ofDays(1)));
    assertThat(lost(job, DeadRunPolicy.RETRY).reason()).isEqualTo(DueReason.RETRY);
    assertThat(lost(job, DeadRunPolicy.DISABLE))
        .satisfies(
            plan -> {
              assertThat(plan.dueAt()).isNull();
              assertThat(plan.problem()).contains("lost");
            });
  }

  @Test
  void job_that_makes_no_sense_is_put_aside_with_the_reason() {
    StoredJob job = StoredJob.due(DAILY, NOON);

    assertThat(problem(job.parameters("{\"waitMillis\": -1}"))).contains("waitMillis");
    assertThat(problem(job.parameters("{\"colour\": 1}"))).contains("colour");
    assertThat(problem(job.parameters("[]"))).contains("JSON object");
    assertThat(
            problem(
                job.schedule(new StoredSchedule("CRON", "0 0 25 * * *", "UTC", null, null, null))))
        .contains("25");
    assertThat(
            problem(job.schedule(new StoredSchedule("CRON", "@daily", "Mars", null, null, null))))
        .contains("Mars");
    assertThat(problem(job.schedule(new StoredSchedule("LUNAR", null, null, null, null, null))))
        .contains("LUNAR");
  }

  /** A change of the definition, planned before the claim and stored after it, looks like this. */
  @Test
  void occurrence_that_was_run_before_is_left_out_and_the_job_goes_on() {
    JobRow job = StoredJob.due(HOURLY, NOON).row();

    assertThat(planner.repeated(job, new Start(NOON, 1, DueReason.SCHEDULE), NOON.plusSeconds(9)))
        .isInstanceOfSatisfying(
            Skip.class,
            skip -> {
              assertThat(skip.occurrence()).isEqualTo(NOON);
              assertThat(skip.nextFireAt()).isEqualTo(hour(13));
            });
    assertThat(planner.repeated(job, new Start(NOON, 2, DueReason.RETRY), NOON.plusSeconds(9)))
        .isInstanceOf(Quarantine.class);
  }

  @Test
  void job_of_an_end_that_cannot_be_planned_is_put_aside() {
    Plan plan = planner.unplanned(StoredJob.due(DAILY, NOON).row(), "no next time").plan();

    assertThat(plan.dueAt()).isNull();
    assertThat(plan.problem()).isEqualTo("no next time");
    assertThat(plan.failures()).isEqualTo(1);
  }

  private String problem(StoredJob job) {
    return planner.plan(job.row(), NOON) instanceof Quarantine quarantine
        ? quarantine.problem()
        : "none";
  }

  private Plan after(JobRow job, Instant started, Instant finished) {
    return planner.after(
        job, new Start(NOON, 1, DueReason.SCHEDULE), RunStatus.COMPLETED, started, finished);
  }

  private Plan failed(JobRow job, int attempt) {
    return planner.afterFailure(job, new Start(NOON, attempt, DueReason.SCHEDULE), NOON, NOON);
  }

  private Plan lost(StoredJob job, DeadRunPolicy policy) {
    JobRow row = job.with(each -> each.deadRun(policy).retry(RetryPolicy.attempts(3))).row();
    return planner
        .lost(row, new Start(NOON, 1, DueReason.SCHEDULE), NOON, NOON.plusSeconds(60), "dead")
        .plan();
  }

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour - 12L));
  }
}
