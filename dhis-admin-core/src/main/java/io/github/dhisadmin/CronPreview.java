package io.github.dhisadmin;

import io.github.dhisadmin.core.internal.job.cron.CronTimes;
import io.github.dhisadmin.job.DaylightGap;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * What a cron expression would do in a zone, before a job is given it; needs no database. An
 * immutable value.
 */
public final class CronPreview {
  private final CronExpression expression;
  private final ZoneId zone;
  private final DaylightGap gap;

  private CronPreview(CronExpression expression, ZoneId zone, DaylightGap gap) {
    this.expression = expression;
    this.zone = zone;
    this.gap = gap;
  }

  /** A preview in which hours that a day lacks run when clocks have been put forward. */
  public static CronPreview of(CronExpression expression, ZoneId zone) {
    return new CronPreview(expression, zone, DaylightGap.RUN_AT_GAP_END);
  }

  /** Decides otherwise on fixed hours that a day lacks. */
  public CronPreview with(DaylightGap other) {
    return new CronPreview(expression, zone, other);
  }

  /**
   * The next times, at most so many; fewer only where the calendar has no more within a hundred
   * years.
   */
  public List<ZonedDateTime> next(Instant after, int count) {
    return new CronTimes(expression, zone, gap)
        .after(after)
        .limit(count)
        .map(time -> time.atZone(zone))
        .toList();
  }
}
