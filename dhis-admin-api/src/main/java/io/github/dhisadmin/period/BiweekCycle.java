package io.github.dhisadmin.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Fourteen days from the Monday of each odd ISO week. In a year of 53 weeks the last period begins
 * in week 53 and reaches into the first of the next year: the two share the days of week 1, which
 * belong to the later one (2.42, BiWeeklyAbstractPeriodType).
 *
 * @param form how the ids are spelled
 */
public record BiweekCycle(IsoIdForm form) implements PeriodCycle {
  private static final java.time.Period LENGTH = java.time.Period.ofDays(14);
  private static final WeekCycle ISO_WEEKS =
      new WeekCycle(DayOfWeek.MONDAY, IsoIdForm.numbered("W"));

  @Override
  public LocalDate startOf(LocalDate day) {
    LocalDate week = ISO_WEEKS.startOf(day);
    return WeekCycle.numberOf(week) % 2 == 1 ? week : week.minusWeeks(1);
  }

  @Override
  public java.time.Period length() {
    return LENGTH;
  }

  @Override
  public String isoId(LocalDate start) {
    return form.format(WeekCycle.yearOf(start), WeekCycle.numberOf(start) / 2 + 1);
  }

  @Override
  public Optional<LocalDate> startOf(int year, int number) {
    return ISO_WEEKS.startOf(year, 2 * number - 1);
  }
}
