package io.github.dhisadmin.period;

import io.github.dhisadmin.schema.SchemaFamily;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * DHIS2's period types in the ISO calendar. The order of the constants is the order in which DHIS2
 * lists the types, which is also that of the columns of its period structure tables. TwoYearly is
 * missing: DHIS2 has a class of that name, but no id, column or {@code periodtype} row for it.
 */
public enum PeriodType {
  /** Days, {@code 20240315}. */
  DAILY("Daily", 1, new DayCycle()),
  /** ISO weeks from Monday, {@code 2024W5}. */
  WEEKLY("Weekly", 7, weeksFrom(DayOfWeek.MONDAY, "W")),
  /** Weeks from Wednesday, {@code 2024WedW5}. */
  WEEKLY_WEDNESDAY("WeeklyWednesday", 7, weeksFrom(DayOfWeek.WEDNESDAY, "WedW")),
  /** Weeks from Thursday, {@code 2024ThuW5}. */
  WEEKLY_THURSDAY("WeeklyThursday", 7, weeksFrom(DayOfWeek.THURSDAY, "ThuW")),
  /** Weeks from Friday, {@code 2024FriW5}; DHIS2 2.43 and newer. */
  WEEKLY_FRIDAY("WeeklyFriday", 7, weeksFrom(DayOfWeek.FRIDAY, "FriW"), SchemaFamily.V2_43),
  /** Weeks from Saturday, {@code 2024SatW5}. */
  WEEKLY_SATURDAY("WeeklySaturday", 7, weeksFrom(DayOfWeek.SATURDAY, "SatW")),
  /** Weeks from Sunday, {@code 2024SunW5}. */
  WEEKLY_SUNDAY("WeeklySunday", 7, weeksFrom(DayOfWeek.SUNDAY, "SunW")),
  /** Pairs of ISO weeks, {@code 2024BiW3}. */
  BI_WEEKLY("BiWeekly", 14, new BiweekCycle(IsoIdForm.numbered("BiW"))),
  /** Calendar months, {@code 202403}. */
  MONTHLY("Monthly", 30, new MonthCycle(1, Month.JANUARY, 0, new IsoIdForm("", 2, ""))),
  /** Pairs of months from January, {@code 202402B}. */
  BI_MONTHLY("BiMonthly", 61, new MonthCycle(2, Month.JANUARY, 0, new IsoIdForm("", 2, "B"))),
  /** Quarters from January, {@code 2024Q1}. */
  QUARTERLY("Quarterly", 91, new MonthCycle(3, Month.JANUARY, 0, IsoIdForm.numbered("Q"))),
  /** Quarters from November, {@code 2024NovQ1} beginning in November 2023. */
  QUARTERLY_NOV(
      "QuarterlyNov", 91, new MonthCycle(3, Month.NOVEMBER, 1, IsoIdForm.numbered("NovQ"))),
  /** Half years from January, {@code 2024S1}. */
  SIX_MONTHLY("SixMonthly", 182, new MonthCycle(6, Month.JANUARY, 0, IsoIdForm.numbered("S"))),
  /** Half years from April, {@code 2024AprilS1}. */
  SIX_MONTHLY_APRIL(
      "SixMonthlyApril", 182, new MonthCycle(6, Month.APRIL, 0, IsoIdForm.numbered("AprilS"))),
  /** Half years from November, {@code 2024NovS1} beginning in November 2023. */
  SIX_MONTHLY_NOV(
      "SixMonthlyNov", 182, new MonthCycle(6, Month.NOVEMBER, 1, IsoIdForm.numbered("NovS"))),
  /** Calendar years, {@code 2024}. */
  YEARLY("Yearly", 365, new MonthCycle(12, Month.JANUARY, 0, IsoIdForm.yearOnly(""))),
  /** Years from February, {@code 2024Feb}; DHIS2 2.43 and newer. */
  FINANCIAL_FEB("FinancialFeb", 365, yearsFrom(Month.FEBRUARY, 0, "Feb"), SchemaFamily.V2_43),
  /** Years from April, {@code 2024April}. */
  FINANCIAL_APRIL("FinancialApril", 365, yearsFrom(Month.APRIL, 0, "April")),
  /** Years from July, {@code 2024July}. */
  FINANCIAL_JULY("FinancialJuly", 365, yearsFrom(Month.JULY, 0, "July")),
  /** Years from August, {@code 2024Aug}; DHIS2 2.43 and newer. */
  FINANCIAL_AUG("FinancialAug", 365, yearsFrom(Month.AUGUST, 0, "Aug"), SchemaFamily.V2_43),
  /** Years from September, {@code 2024Sep}; DHIS2 2.42 and newer. */
  FINANCIAL_SEP("FinancialSep", 365, yearsFrom(Month.SEPTEMBER, 0, "Sep"), SchemaFamily.V2_42),
  /** Years from October, {@code 2024Oct}. */
  FINANCIAL_OCT("FinancialOct", 365, yearsFrom(Month.OCTOBER, 0, "Oct")),
  /** Years from November, {@code 2024Nov} beginning in November 2023. */
  FINANCIAL_NOV("FinancialNov", 365, yearsFrom(Month.NOVEMBER, 1, "Nov"));

  private final String dhis2Name;
  private final int frequencyOrder;

  @SuppressWarnings("ImmutableEnumChecker") // All cycles are records of immutable values.
  private final PeriodCycle cycle;

  private final SchemaFamily introduced;

  PeriodType(String dhis2Name, int frequencyOrder, PeriodCycle cycle) {
    this(dhis2Name, frequencyOrder, cycle, SchemaFamily.V2_40);
  }

  PeriodType(String dhis2Name, int frequencyOrder, PeriodCycle cycle, SchemaFamily introduced) {
    this.dhis2Name = dhis2Name;
    this.frequencyOrder = frequencyOrder;
    this.cycle = cycle;
    this.introduced = introduced;
  }

  private static PeriodCycle weeksFrom(DayOfWeek firstDay, String prefix) {
    return new WeekCycle(firstDay, IsoIdForm.numbered(prefix));
  }

  private static PeriodCycle yearsFrom(Month firstMonth, int yearShift, String suffix) {
    return new MonthCycle(12, firstMonth, yearShift, IsoIdForm.yearOnly(suffix));
  }

  /** How DHIS2 stores the type in {@code periodtype.name}, such as "SixMonthlyApril". */
  public String dhis2Name() {
    return dhis2Name;
  }

  /** Name of the type's column in the period structure and analytics tables. */
  public String columnName() {
    return dhis2Name.toLowerCase(Locale.ROOT);
  }

  /** DHIS2's measure of length, roughly in days, by which it tells longer from shorter types. */
  public int frequencyOrder() {
    return frequencyOrder;
  }

  /** The oldest supported line of DHIS2 that knows the type. */
  public SchemaFamily introduced() {
    return introduced;
  }

  /** The rule by which the periods of this type follow each other. */
  public PeriodCycle cycle() {
    return cycle;
  }

  /** Whether this is one of the seven day types; BiWeekly is none of them. */
  public boolean isWeekly() {
    return cycle instanceof WeekCycle;
  }

  /** The period of this type that holds {@code day}. */
  public Period periodContaining(LocalDate day) {
    LocalDate start = cycle.startOf(day);
    return new Period(this, start, cycle.endOf(start));
  }

  /**
   * Moves {@code date} on by the length of this many periods, wherever in a period it lies: three
   * quarters after 31 March is 31 December, one month after 31 January the last day of February. It
   * is how DHIS2 lets category options stay open for some periods after their end date.
   */
  public LocalDate extend(LocalDate date, int periods) {
    return date.plus(cycle.length().multipliedBy(periods));
  }

  /**
   * Whether DHIS2's period structure names the period of this type for periods of {@code other}: it
   * does so for the type itself and for strictly shorter ones. Types of equal length, such as
   * calendar and financial years, never enclose each other.
   */
  public boolean encloses(PeriodType other) {
    return this == other || frequencyOrder > other.frequencyOrder;
  }

  /** The types that this line of DHIS2 knows, in the order of its columns. */
  public static List<PeriodType> of(SchemaFamily family) {
    return Arrays.stream(values()).filter(type -> family.isAtLeast(type.introduced)).toList();
  }

  /** Finds a type by the name that DHIS2 stores. */
  public static Optional<PeriodType> named(String dhis2Name) {
    return Arrays.stream(values()).filter(type -> type.dhis2Name.equals(dhis2Name)).findFirst();
  }
}
