package io.github.dhisadmin.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * When a job runs by itself. Times are computed from the time a run was scheduled for, never from
 * when it happened to start, and compared with the database's clock alone.
 */
public sealed interface Schedule
    permits CronSchedule, FixedDelaySchedule, FixedRateSchedule, OnceSchedule, ManualSchedule {

  /** At the times of a cron expression, in a time zone. */
  static CronSchedule cron(String expression, ZoneId zone) {
    return new CronSchedule(expression, zone);
  }

  /** A while after the run before has finished. */
  static FixedDelaySchedule delay(Duration delay) {
    return new FixedDelaySchedule(delay, DelayOrigin.FINISH);
  }

  /** At even intervals, however long runs take. */
  static FixedRateSchedule every(Duration interval) {
    return new FixedRateSchedule(interval);
  }

  /** Once, at a moment; at once if it has passed. */
  static OnceSchedule at(Instant time) {
    return new OnceSchedule(time);
  }

  /** Never by itself; only when somebody says so. */
  static ManualSchedule manual() {
    return new ManualSchedule();
  }
}
