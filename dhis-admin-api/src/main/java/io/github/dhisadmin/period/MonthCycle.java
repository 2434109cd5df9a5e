package io.github.dhisadmin.period;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/**
 * A number of whole months, counted from the same month of every year: quarters from January, half
 * years from April, financial years from November.
 *
 * @param months length of a period, a divisor of twelve
 * @param firstMonth the month in which the first period of a year begins
 * @param yearShift what to add to the calendar year of that month for the year that the ids tell: 1
 *     where DHIS2 names a year by the one in which it ends, as it does from November, otherwise 0
 * @param form how the ids are spelled
 */
public record MonthCycle(int months, Month firstMonth, int yearShift, IsoIdForm form)
    implements PeriodCycle {
  private static final int YEAR = 12;

  @Override
  public LocalDate startOf(LocalDate day) {
    int count = monthCount(day);
    return firstDay(count - Math.floorMod(count, months));
  }

  @Override
  public java.time.Period length() {
    return java.time.Period.ofMonths(months);
  }

  @Override
  public String isoId(LocalDate start) {
    int count = monthCount(start);
    return form.format(
        Math.floorDiv(count, YEAR) + yearShift, Math.floorMod(count, YEAR) / months + 1);
  }

  @Override
  public Optional<LocalDate> startOf(int year, int number) {
    return Optional.of(firstDay((year - yearShift) * YEAR + (number - 1) * months));
  }

  /** Months since the {@link #firstMonth} of year 0. */
  private int monthCount(LocalDate day) {
    return day.getYear() * YEAR + day.getMonthValue() - firstMonth.getValue();
  }

  private LocalDate firstDay(int monthCount) {
    int month = monthCount + firstMonth.getValue() - 1;
    return LocalDate.of(Math.floorDiv(month, YEAR), Math.floorMod(month, YEAR) + 1, 1);
  }
}
