package io.github.dhisadmin.period;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * A whole period of a type: from the first to the last day that the type prescribes. Rows of
 * DHIS2's {@code period} table that keep to no type have no counterpart here.
 *
 * @param type how long the period is and where it may begin
 * @param startDate its first day
 * @param endDate its last day
 */
public record Period(PeriodType type, LocalDate startDate, LocalDate endDate) {

  /** Refuses days that are not the bounds of a period of this type. */
  public Period {
    if (!type.cycle().startOf(startDate).equals(startDate)
        || !type.cycle().endOf(startDate).equals(endDate)) {
      throw new InvalidRequestException(
          "No period of type "
              + type.dhis2Name()
              + " lasts from "
              + startDate
              + " to "
              + endDate
              + "; ask the type for the period that holds a day.");
    }
  }

  /**
   * The period with this ISO id, such as {@code 202403}, {@code 2024WedW5} or {@code 2024April}.
   * Only the spelling that {@link #isoId()} gives is accepted, so that a period has one id: no
   * zeros before a week's number, no hyphens, years from 1000 to 9999.
   *
   * @throws InvalidRequestException if there is no such period
   */
  public static Period of(String isoId) {
    return Arrays.stream(PeriodType.values())
        .flatMap(type -> of(type, isoId).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "'"
                        + isoId
                        + "' is not the ISO id of a period; ids look like 20240315, 2024W5,"
                        + " 2024WedW5, 2024BiW3, 202403, 202402B, 2024Q1, 2024NovS2, 2024 or"
                        + " 2024April, and the day, week or month must exist."));
  }

  private static Optional<Period> of(PeriodType type, String isoId) {
    PeriodCycle cycle = type.cycle();
    return cycle
        .form()
        .parse(isoId)
        .flatMap(parts -> cycle.startOf(parts.year(), parts.number()))
        .filter(start -> cycle.isoId(start).equals(isoId))
        .map(type::periodContaining);
  }

  /** The id by which DHIS2's API and tables name the period. */
  public String isoId() {
    return type.cycle().isoId(startDate);
  }

  /** Number of days from the first to the last, both counted. */
  public int daysInPeriod() {
    return Math.toIntExact(ChronoUnit.DAYS.between(startDate, endDate)) + 1;
  }

  /**
   * The period of this type that begins next. After the bi-weekly period of a week 53 that is the
   * first of the new year, which begins only seven days later.
   */
  public Period next() {
    return type.periodContaining(type.extend(startDate, 1));
  }

  /**
   * The period of this type that began last before this one, so that {@code next().previous()} is
   * the period itself. (DHIS2 goes back fourteen days from a bi-weekly period and so steps over the
   * one of a week 53.)
   */
  public Period previous() {
    return type.periodContaining(startDate.minusDays(1));
  }

  /**
   * The day whose enclosing periods count as those of this period: the first, but for weekly types
   * the fourth, on which the year of a week depends (2.42, PeriodResourceTable).
   */
  public LocalDate decidingDate() {
    return type.isWeekly() ? startDate.plusDays(WeekCycle.DAYS_TO_DECIDING_DAY) : startDate;
  }

  /** The year that DHIS2's period structure gives the period. */
  public int structureYear() {
    return decidingDate().getYear();
  }

  /**
   * The period that DHIS2's period structure names in the column of {@code longer} for this one;
   * empty where that column stays null because {@code longer} does not {@linkplain
   * PeriodType#encloses enclose} this type.
   */
  public Optional<Period> enclosing(PeriodType longer) {
    return longer.encloses(type)
        ? Optional.of(longer.periodContaining(decidingDate()))
        : Optional.empty();
  }
}
