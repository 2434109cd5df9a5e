package io.github.dhisadmin.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Every day is a period; its number is month and day, as in {@code 20240315}. */
public record DayCycle() implements PeriodCycle {
  private static final java.time.Period LENGTH = java.time.Period.ofDays(1);
  private static final IsoIdForm FORM = new IsoIdForm("", 4, "");

  @Override
  public LocalDate startOf(LocalDate day) {
    return day;
  }

  @Override
  public java.time.Period length() {
    return LENGTH;
  }

  @Override
  public IsoIdForm form() {
    return FORM;
  }

  @Override
  public String isoId(LocalDate start) {
    return FORM.format(start.getYear(), start.getMonthValue() * 100 + start.getDayOfMonth());
  }

  @Override
  public Optional<LocalDate> startOf(int year, int number) {
    int month = number / 100;
    int day = number % 100;
    return month >= 1 && month <= 12 && YearMonth.of(year, month).isValidDay(day)
        ? Optional.of(LocalDate.of(year, month, day))
        : Optional.empty();
  }
}
