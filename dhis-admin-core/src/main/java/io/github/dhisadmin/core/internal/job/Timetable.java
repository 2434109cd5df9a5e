package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.core.internal.job.cron.CronTimes;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.CronSchedule;
import io.github.dhisadmin.job.DaylightGap;
import io.github.dhisadmin.job.DelayOrigin;
import io.github.dhisadmin.job.FixedDelaySchedule;
import io.github.dhisadmin.job.FixedRateSchedule;
import io.github.dhisadmin.job.OnceSchedule;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.spi.StoredSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that can be asked for times. Times are counted from the one before, so that a start
 * that was late does not shift those that follow.
 */
final class Timetable {
  private final Schedule schedule;
  private final @Nullable CronTimes cron;

  private Timetable(Schedule schedule, @Nullable CronTimes cron) {
    this.schedule = schedule;
    this.cron = cron;
  }

  /**
   * The times of a schedule.
   *
   * @throws InvalidRequestException if its cron expression is none
   */
  static Timetable of(Schedule schedule) {
    if (schedule instanceof CronSchedule cron) {
      if (cron.expression().isBlank()) {
        throw new InvalidRequestException("A cron schedule needs an expression (E7004).");
      }
      return new Timetable(
          schedule, new CronTimes(CronExpression.of(cron.expression()), cron.zone(), cron.gap()));
    }
    return new Timetable(schedule, null);
  }

  /**
   * The times of a stored schedule.
   *
   * @throws InvalidRequestException if it makes no sense
   */
  static Timetable of(StoredSchedule stored) {
    return of(schedule(stored));
  }

  /**
   * A stored schedule as a value.
   *
   * @throws InvalidRequestException if it makes no sense
   */
  static Schedule schedule(StoredSchedule stored) {
    String variant = stored.variant();
    Long millis = stored.intervalMillis();
    Instant time = stored.time();
    try {
      return switch (stored.kind()) {
        case "CRON" ->
            new CronSchedule(
                required(stored.cron(), "cron expression"),
                ZoneId.of(required(stored.zone(), "time zone")),
                variant == null ? DaylightGap.RUN_AT_GAP_END : DaylightGap.valueOf(variant));
        case "DELAY" ->
            new FixedDelaySchedule(
                Duration.ofMillis(required(millis, "delay")),
                variant == null ? DelayOrigin.FINISH : DelayOrigin.valueOf(variant));
        case "RATE" -> new FixedRateSchedule(Duration.ofMillis(required(millis, "interval")));
        case "ONCE" -> new OnceSchedule(required(time, "time"));
        case "MANUAL" -> Schedule.manual();
        default ->
            throw new InvalidRequestException("'" + stored.kind() + "' is no kind of schedule.");
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidRequestException("The schedule cannot be read: " + e.getMessage());
    }
  }

  private static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new InvalidRequestException("The schedule has no " + what + ".");
    }
    return value;
  }

  /** A schedule as it is stored. */
  static StoredSchedule stored(Schedule schedule) {
    if (schedule instanceof CronSchedule cron) {
      return new StoredSchedule(
          "CRON", cron.expression(), cron.zone().getId(), cron.gap().name(), null, null);
    }
    if (schedule instanceof FixedDelaySchedule delay) {
      return new StoredSchedule(
          "DELAY", null, null, delay.origin().name(), delay.delay().toMillis(), null);
    }
    if (schedule instanceof FixedRateSchedule rate) {
      return new StoredSchedule("RATE", null, null, null, rate.interval().toMillis(), null);
    }
    if (schedule instanceof OnceSchedule once) {
      return new StoredSchedule("ONCE", null, null, null, null, once.time());
    }
    return new StoredSchedule("MANUAL", null, null, null, null, null);
  }

  /** The first time of a job that is created or enabled now; never one that has passed. */
  Optional<Instant> first(Instant now) {
    if (schedule instanceof OnceSchedule once) {
      return Optional.of(once.time().isBefore(now) ? now : once.time());
    }
    if (schedule instanceof FixedDelaySchedule) {
      return Optional.of(now);
    }
    if (schedule instanceof FixedRateSchedule rate) {
      return Optional.of(now.plus(rate.interval()));
    }
    return cron == null ? Optional.empty() : cron.next(now);
  }

  /** Whether occurrences are times of their own, which can be missed. */
  boolean canMiss() {
    return cron != null
        || schedule instanceof FixedRateSchedule
        || schedule instanceof OnceSchedule;
  }

  /**
   * The first time after a moment.
   *
   * @param occurrence a time of the schedule, from which even intervals are counted
   */
  Optional<Instant> after(Instant occurrence, Instant moment) {
    if (schedule instanceof FixedRateSchedule rate) {
      long interval = rate.interval().toMillis();
      long passed = Math.floorDiv(Duration.between(occurrence, moment).toMillis(), interval);
      return Optional.of(occurrence.plusMillis((Math.max(passed, 0) + 1) * interval));
    }
    return cron == null ? Optional.empty() : cron.next(moment);
  }

  /** The next time of a schedule that counts from the run before; empty if it does not. */
  Optional<Instant> afterRun(Instant started, Instant finished) {
    if (schedule instanceof FixedDelaySchedule delay) {
      Instant origin = delay.origin() == DelayOrigin.START ? started : finished;
      return Optional.of(origin.plus(delay.delay()));
    }
    return Optional.empty();
  }
}
