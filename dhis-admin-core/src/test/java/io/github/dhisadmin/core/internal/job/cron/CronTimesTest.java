package io.github.dhisadmin.core.internal.job.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.job.DaylightGap;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {

  @ParameterizedTest
  @CsvSource({
    // Clocks go from 02:00 to 03:00.
    "0 30 2 * * *, Europe/Oslo, 2024-03-30T12:00+01:00, 2024-03-31T03:00+02:00, 2024-04-01T02:30+02:00",
    "0 30 2 * * *, America/New_York, 2024-03-09T12:00-05:00, 2024-03-10T03:00-04:00, 2024-03-11T02:30-04:00",
    // All that would have come in the gap comes once, and so does what comes at its end anyway.
    "0 */10 2 * * *, Europe/Oslo, 2024-03-30T12:00+01:00, 2024-03-31T03:00+02:00, 2024-04-01T02:00+02:00",
    "'0 0 2,3 * * *', Europe/Oslo, 2024-03-30T12:00+01:00, 2024-03-31T03:00+02:00, 2024-04-01T02:00+02:00",
    // From midnight to 01:00.
    "0 0 0 * * *, America/Havana, 2024-03-09T12:00-05:00, 2024-03-10T01:00-04:00, 2024-03-11T00:00-04:00",
    // From 02:00 to 02:30.
    "0 15 2 * * *, Australia/Lord_Howe, 2024-10-05T12:00+10:30, 2024-10-06T02:30+11:00, 2024-10-07T02:15+11:00",
    // The 30th of December 2011 was left out.
    "0 0 3 * * *, Pacific/Apia, 2011-12-29T12:00-10:00, 2011-12-31T00:00+14:00, 2011-12-31T03:00+14:00",
    // Ramadan ends.
    "0 30 2 * * *, Africa/Casablanca, 2024-04-13T12:00+00:00, 2024-04-14T03:00+01:00, 2024-04-15T02:30+01:00"
  })
  void fixed_hour_that_a_day_lacks_runs_when_clocks_have_been_put_forward(
      String expression,
      ZoneId zone,
      OffsetDateTime after,
      OffsetDateTime gapEnd,
      OffsetDateTime next) {
    assertThat(
            times(expression, zone, DaylightGap.RUN_AT_GAP_END).after(after.toInstant()).limit(2))
        .containsExactly(gapEnd.toInstant(), next.toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "0 30 2 * * *, Europe/Oslo, 2024-03-30T12:00+01:00, 2024-04-01T02:30+02:00",
    "0 30 2 * * *, America/New_York, 2024-03-09T12:00-05:00, 2024-03-11T02:30-04:00",
    "0 30 2 * * *, Africa/Casablanca, 2024-04-13T12:00+00:00, 2024-04-15T02:30+01:00",
    "0 0 0 * * *, America/Havana, 2024-03-09T12:00-05:00, 2024-03-11T00:00-04:00",
    "0 15 2 * * *, Australia/Lord_Howe, 2024-10-05T12:00+10:30, 2024-10-07T02:15+11:00",
    "0 0 3 * * *, Pacific/Apia, 2011-12-29T12:00-10:00, 2011-12-31T03:00+14:00"
  })
  void fixed_hour_that_a_day_lacks_can_be_left_out(
      String expression, ZoneId zone, OffsetDateTime after, OffsetDateTime next) {
    assertThat(times(expression, zone, DaylightGap.SKIP).next(after.toInstant()))
        .contains(next.toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "0 30 2 * * *, Europe/Oslo, 2024-10-27T02:30+02:00, 2024-10-28T02:30+01:00",
    "0 30 1 * * *, America/New_York, 2024-11-03T01:30-04:00, 2024-11-04T01:30-05:00",
    "0 0 0 * * *, America/Havana, 2024-11-03T00:00-04:00, 2024-11-04T00:00-05:00",
    "0 45 1 * * *, Australia/Lord_Howe, 2024-04-07T01:45+11:00, 2024-04-08T01:45+10:30",
    "0 30 2 * * *, Africa/Casablanca, 2024-03-10T02:30+01:00, 2024-03-11T02:30+00:00"
  })
  void fixed_hour_that_a_day_has_twice_runs_at_its_first_pass(
      String expression, ZoneId zone, OffsetDateTime first, OffsetDateTime next) {
    CronTimes times = times(expression, zone, DaylightGap.RUN_AT_GAP_END);

    assertThat(times.after(first.toInstant().minus(Duration.ofHours(8))).limit(2))
        .containsExactly(first.toInstant(), next.toInstant());
    // Also if somebody asks in between: the second pass does not count.
    assertThat(times.next(first.toInstant().plus(Duration.ofMinutes(40))))
        .contains(next.toInstant());
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 * * * *, Europe/Oslo, 2024-03-30T22:00Z, PT1H",
    "0 0 * * * *, Europe/Oslo, 2024-10-26T22:00Z, PT1H",
    "0 0 * * * *, America/Havana, 2024-03-10T02:00Z, PT1H",
    "0 */15 * * * *, Australia/Lord_Howe, 2024-10-05T13:00Z, PT15M",
    "0 */15 * * * *, Australia/Lord_Howe, 2024-04-06T13:00Z, PT15M",
    "0 0 * * * *, Africa/Casablanca, 2024-04-13T22:00Z, PT1H",
    "0 0 0-23 * * *, America/New_York, 2024-11-03T03:00Z, PT1H",
    "*/30 * * * * *, Pacific/Apia, 2011-12-30T09:58Z, PT30S"
  })
  void other_hours_keep_their_pace_where_clocks_change(
      String expression, ZoneId zone, OffsetDateTime start, Duration pace) {
    Instant first = start.toInstant();

    assertThat(times(expression, zone, DaylightGap.RUN_AT_GAP_END).after(first).limit(12))
        .containsExactlyElementsOf(
            Stream.iterate(first.plus(pace), time -> time.plus(pace)).limit(12).toList());
  }

  @Test
  void part_of_a_second_counts_for_nothing() {
    CronTimes times = times("* * * * * *", ZoneOffset.UTC, DaylightGap.RUN_AT_GAP_END);

    assertThat(times.next(Instant.parse("2026-11-22T10:00:00.5Z")))
        .contains(Instant.parse("2026-11-22T10:00:01Z"));
  }

  @Test
  void day_that_comes_once_in_decades_is_found() {
    CronTimes times = times("0 0 0 29 FEB MON", ZoneOffset.UTC, DaylightGap.RUN_AT_GAP_END);

    assertThat(times.next(Instant.parse("2026-11-22T10:00:00Z")))
        .contains(Instant.parse("2044-02-29T00:00:00Z"));
  }

  @Test
  void days_of_the_calendar_in_a_list_are_all_found() {
    CronTimes times = times("0 0 0 1W,15,LW * *", ZoneOffset.UTC, DaylightGap.RUN_AT_GAP_END);

    // The 1st of August 2026 is a Saturday, the 31st of October 2026 as well.
    assertThat(days(times, "2026-07-31T00:00:00Z", 6))
        .containsExactly(
            "2026-08-03T00:00:00Z",
            "2026-08-15T00:00:00Z",
            "2026-08-31T00:00:00Z",
            "2026-09-01T00:00:00Z",
            "2026-09-15T00:00:00Z",
            "2026-09-30T00:00:00Z");
    assertThat(days(times, "2026-10-20T00:00:00Z", 1)).containsExactly("2026-10-30T00:00:00Z");
  }

  @Test
  void weekday_nearest_to_a_day_that_a_month_lacks_is_none() {
    CronTimes times = times("0 0 0 31W * *", ZoneOffset.UTC, DaylightGap.RUN_AT_GAP_END);

    // The 31st of January 2026 is a Saturday, the 31st of May a Sunday.
    assertThat(days(times, "2026-01-01T00:00:00Z", 4))
        .containsExactly(
            "2026-01-30T00:00:00Z",
            "2026-03-31T00:00:00Z",
            "2026-07-31T00:00:00Z",
            "2026-08-31T00:00:00Z");
  }

  private static CronTimes times(String expression, ZoneId zone, DaylightGap gap) {
    return new CronTimes(CronExpression.of(expression), zone, gap);
  }

  private static List<String> days(CronTimes times, String after, int count) {
    return times.after(Instant.parse(after)).limit(count).map(Instant::toString).toList();
  }
}
