package io.github.dhisadmin.job.cron;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * A day that is found by the calendar of its month. Rules and spelling are those of Spring's
 * QuartzCronField, which DHIS2 uses.
 */
sealed interface DayRule {
  /** Whether it is that day. */
  boolean includes(LocalDate date);

  /** How it is written in a cron expression, with numbers instead of names. */
  String spelling();

  /**
   * The last day of the month, or one before it.
   *
   * @param before how many days before the last
   */
  record LastDay(int before) implements DayRule {
    @Override
    public boolean includes(LocalDate date) {
      return date.getDayOfMonth() == date.lengthOfMonth() - before;
    }

    @Override
    public String spelling() {
      return before == 0 ? "L" : "L-" + before;
    }
  }

  /** The last day of the month that is not of a weekend. */
  record LastWorkday() implements DayRule {
    @Override
    public boolean includes(LocalDate date) {
      LocalDate last = date.withDayOfMonth(date.lengthOfMonth());
      return date.equals(
          switch (last.getDayOfWeek()) {
            case SATURDAY -> last.minusDays(1);
            case SUNDAY -> last.minusDays(2);
            default -> last;
          });
    }

    @Override
    public String spelling() {
      return "LW";
    }
  }

  /**
   * The day nearest to one of the month that is not of a weekend; no day if that would be in
   * another month, or if the month has no such day.
   *
   * @param day the day of the month
   */
  record NearestWorkday(int day) implements DayRule {
    @Override
    public boolean includes(LocalDate date) {
      if (day > date.lengthOfMonth()) {
        return false;
      }
      LocalDate wanted = date.withDayOfMonth(day);
      return date.equals(
          switch (wanted.getDayOfWeek()) {
            case SATURDAY -> day == 1 ? wanted.plusDays(2) : wanted.minusDays(1);
            case SUNDAY -> wanted.plusDays(1);
            default -> wanted;
          });
    }

    @Override
    public String spelling() {
      return day + "W";
    }
  }

  /**
   * The last of one day of the week in the month.
   *
   * @param day the day of the week
   */
  record LastWeekday(DayOfWeek day) implements DayRule {
    @Override
    public boolean includes(LocalDate date) {
      return date.getDayOfWeek() == day
          && date.getDayOfMonth() > date.lengthOfMonth() - DayOfWeek.values().length;
    }

    @Override
    public String spelling() {
      return day.getValue() + "L";
    }
  }

  /**
   * One of the first to fifth of a day of the week in the month.
   *
   * @param day the day of the week
   * @param ordinal which of them, from 1 on
   */
  record NthWeekday(DayOfWeek day, int ordinal) implements DayRule {
    /** No month has more of a day of the week. */
    static final int MOST = 5;

    @Override
    public boolean includes(LocalDate date) {
      return date.getDayOfWeek() == day
          && (date.getDayOfMonth() - 1) / DayOfWeek.values().length == ordinal - 1;
    }

    @Override
    public String spelling() {
      return day.getValue() + "#" + ordinal;
    }
  }
}
