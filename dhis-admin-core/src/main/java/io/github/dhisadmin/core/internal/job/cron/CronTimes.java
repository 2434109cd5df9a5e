package io.github.dhisadmin.core.internal.job.cron;

import io.github.dhisadmin.job.DaylightGap;
import io.github.dhisadmin.job.cron.CronExpression;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a cron expression comes true in a zone. An expression that names its hours follows the clock
 * on the wall: an hour that a day has twice counts once, at its first pass, and what becomes of one
 * that a day lacks is for the caller to say. Other expressions follow elapsed time, so that an
 * hourly job keeps its pace. Immutable.
 */
public final class CronTimes {
  private final LocalTimes times;
  private final boolean fixedHours;
  private final ZoneRules rules;
  private final DaylightGap gap;

  /**
   * Creates the times of an expression.
   *
   * @param expression the expression
   * @param zone where its hours are told
   * @param gap what becomes of a fixed hour that a day lacks
   */
  public CronTimes(CronExpression expression, ZoneId zone, DaylightGap gap) {
    this.times = new LocalTimes(expression);
    this.fixedHours = expression.hasFixedHours();
    this.rules = zone.getRules();
    this.gap = gap;
  }

  /**
   * The first time after another. To find all of them, ask for the next after the one found, and
   * not after the start of the run that it led to.
   */
  public Optional<Instant> next(Instant after) {
    Instant second = after.truncatedTo(ChronoUnit.SECONDS);
    return fixedHours ? nextOnTheWall(second) : nextOfElapsedTime(second);
  }

  /** All times after another, as far as the calendar goes. */
  public Stream<Instant> after(Instant start) {
    return Stream.iterate(next(start), Optional::isPresent, time -> time.flatMap(this::next))
        .flatMap(Optional::stream);
  }

  private Optional<Instant> nextOnTheWall(Instant after) {
    LocalDateTime from = afterFirstPass(after);
    while (true) {
      Optional<LocalDateTime> found = times.next(from);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      LocalDateTime time = found.get();
      ZoneOffsetTransition change = rules.getTransition(time);
      if (change == null || change.isOverlap()) {
        // In an overlap this is the offset of the first pass.
        return Optional.of(time.toInstant(rules.getOffset(time)));
      }
      if (gap == DaylightGap.RUN_AT_GAP_END) {
        return Optional.of(change.getInstant());
      }
      from = change.getDateTimeAfter().minusSeconds(1);
    }
  }

  /** The local time, or, in the second pass of an overlap, its end: nothing counts there. */
  private LocalDateTime afterFirstPass(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime local = local(after, offset);
    ZoneOffsetTransition change = rules.getTransition(local);
    boolean secondPass = change != null && change.getOffsetAfter().equals(offset);
    return secondPass ? change.getDateTimeBefore().minusSeconds(1) : local;
  }

  private Optional<Instant> nextOfElapsedTime(Instant after) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime from = local(after, offset);
    @Nullable ZoneOffsetTransition change = rules.nextTransition(after);
    while (true) {
      Optional<LocalDateTime> found = times.next(from);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Instant time = found.get().toInstant(offset);
      if (change == null || time.isBefore(change.getInstant())) {
        return Optional.of(time);
      }
      offset = change.getOffsetAfter();
      from = change.getDateTimeAfter().minusSeconds(1);
      change = rules.nextTransition(change.getInstant());
    }
  }

  private static LocalDateTime local(Instant time, ZoneOffset offset) {
    return LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
  }
}
