package io.github.dhisadmin.period;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The rule by which the periods of a type follow each other in the ISO calendar. There are four
 * kinds; each {@link PeriodType} is one of them with its own parameters, which are readable so that
 * the same rule can be written in SQL.
 */
public sealed interface PeriodCycle permits DayCycle, WeekCycle, BiweekCycle, MonthCycle {

  /** First day of the period that holds {@code day}. */
  LocalDate startOf(LocalDate day);

  /** Length of a period. */
  java.time.Period length();

  /** How the ids of these periods are spelled. */
  IsoIdForm form();

  /** ISO id of the period that begins on {@code start}. */
  String isoId(LocalDate start);

  /** First day of the period with this number in this year, should there be such a day at all. */
  Optional<LocalDate> startOf(int year, int number);

  /** Last day of the period that begins on {@code start}. */
  default LocalDate endOf(LocalDate start) {
    return start.plus(length()).minusDays(1);
  }
}
