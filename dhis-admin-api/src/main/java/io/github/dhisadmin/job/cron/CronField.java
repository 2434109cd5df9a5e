package io.github.dhisadmin.job.cron;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A field of a cron expression, in the order in which they stand. */
enum CronField {
  SECONDS(1, "seconds", 0, 59, ""),
  MINUTES(2, "minutes", 0, 59, ""),
  HOURS(3, "hours", 0, 23, ""),
  DAY_OF_MONTH(4, "day of month", 1, 31, ""),
  MONTH(5, "month", 1, 12, "JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC"),
  DAY_OF_WEEK(6, "day of week", 0, 7, "MON, TUE, WED, THU, FRI, SAT, SUN");

  /** Sunday, as this field counts from Monday; 0 is read as well. */
  static final int SUNDAY = 7;

  private final int place;
  private final String title;
  private final int smallest;
  private final int largest;
  private final String names;

  CronField(int place, String title, int smallest, int largest, String names) {
    this.place = place;
    this.title = title;
    this.smallest = smallest;
    this.largest = largest;
    this.names = names;
  }

  /** Which of the fields it is, from 1 on. */
  int place() {
    return place;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The smallest number that may be written. */
  int smallest() {
    return smallest;
  }

  /** The largest number that may be written. */
  int largest() {
    return largest;
  }

  /** The smallest of the values it can have: each day of the week has one number. */
  int first() {
    return this == DAY_OF_WEEK ? 1 : smallest;
  }

  /** Whether it has rules such as "the last day", beside numbers. */
  boolean isOfDays() {
    return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
  }

  /** The number of a name in any case, if it is one. */
  OptionalInt number(String name) {
    if (name.isEmpty()) {
      return OptionalInt.empty();
    }
    int index = List.of(names.split(", ", -1)).indexOf(name.toUpperCase(Locale.ROOT));
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
  }

  /** What else than numbers may be written, for messages. */
  String alternatives() {
    return names.isEmpty() ? "" : " or one of " + names;
  }

  /** The value of a day; only days have it of fields that stand for days. */
  int valueOf(LocalDate date) {
    return switch (this) {
      case DAY_OF_MONTH -> date.getDayOfMonth();
      case MONTH -> date.getMonthValue();
      case DAY_OF_WEEK -> date.getDayOfWeek().getValue();
      case SECONDS, MINUTES, HOURS -> 0;
    };
  }
}
