package io.github.dhisadmin.job;

import java.time.ZoneId;

/**
 * At the times of a cron expression as Spring writes it: second, minute, hour, day of month, month
 * and day of week, or a macro such as {@code @daily}.
 *
 * @param expression the expression; checked when a job with it is created
 * @param zone where its hours are told; DHIS2 has no zone per job and uses its JVM's
 * @param gap what becomes of a fixed hour that a change of the clock leaves out
 */
public record CronSchedule(String expression, ZoneId zone, DaylightGap gap) implements Schedule {

  /** Runs times that a change of the clock leaves out at the end of the gap. */
  public CronSchedule(String expression, ZoneId zone) {
    this(expression, zone, DaylightGap.RUN_AT_GAP_END);
  }
}
