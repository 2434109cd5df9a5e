package io.github.dhisadmin.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Seven days from a given day of the week. A week belongs to the year that has at least four of its
 * days, hence the year of its fourth day, which also tells its number.
 *
 * @param firstDay the day of the week on which the periods begin
 * @param form how the ids are spelled
 */
public record WeekCycle(DayOfWeek firstDay, IsoIdForm form) implements PeriodCycle {
  /** Days from the first to the fourth day of a week, the one that decides on the year. */
  public static final int DAYS_TO_DECIDING_DAY = 3;

  private static final int DAYS = 7;
  private static final java.time.Period LENGTH = java.time.Period.ofDays(DAYS);

  @Override
  public LocalDate startOf(LocalDate day) {
    int daysInto = (day.getDayOfWeek().getValue() - firstDay.getValue() + DAYS) % DAYS;
    return day.minusDays(daysInto);
  }

  @Override
  public java.time.Period length() {
    return LENGTH;
  }

  @Override
  public String isoId(LocalDate start) {
    return form.format(yearOf(start), numberOf(start));
  }

  @Override
  public Optional<LocalDate> startOf(int year, int number) {
    return Optional.of(firstWeek(year).plusWeeks(number - 1));
  }

  /** Every year's first week is the one that holds 4 January. */
  private LocalDate firstWeek(int year) {
    return startOf(LocalDate.of(year, 1, 4));
  }

  static int yearOf(LocalDate weekStart) {
    return weekStart.plusDays(DAYS_TO_DECIDING_DAY).getYear();
  }

  static int numberOf(LocalDate weekStart) {
    return (weekStart.plusDays(DAYS_TO_DECIDING_DAY).getDayOfYear() - 1) / DAYS + 1;
  }
}
