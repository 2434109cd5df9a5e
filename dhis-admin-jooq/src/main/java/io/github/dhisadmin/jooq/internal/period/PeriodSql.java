package io.github.dhisadmin.jooq.internal.period;

import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.period.WeekCycle;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Expressions that answer in SQL what {@link Period} and {@link PeriodType} answer in Java, for the
 * dates and period type names of a row, so that period tables are filled by one statement. The
 * results depend on no setting of the session. The expressions name their arguments several times:
 * pass columns, and compute anything larger in a derived table.
 */
public final class PeriodSql {
  private PeriodSql() {}

  /** First day of the period of this type that holds the day. */
  public static Field<LocalDate> startDate(PeriodType type, Field<LocalDate> day) {
    return CycleSql.of(type.cycle()).startDate(day);
  }

  /** ISO id of the period of this type that holds the day. */
  public static Field<String> isoId(PeriodType type, Field<LocalDate> day) {
    return CycleSql.of(type.cycle()).isoId(day);
  }

  /**
   * ISO id of the period that holds the day and is of the type that {@code typeName}, a {@code
   * periodtype.name}, tells; null for a name that is not known.
   */
  public static Field<String> isoId(Field<String> typeName, Field<LocalDate> day) {
    return DSL.choose(typeName).mapFields(byName(type -> isoId(type, day)));
  }

  /** The calendar year of the day. */
  public static Field<Integer> year(Field<LocalDate> day) {
    return DateFields.year(day);
  }

  /**
   * The day of a period, given by the name of its type and its first day, whose enclosing periods
   * and year count as those of the period.
   *
   * @see Period#decidingDate()
   */
  public static Field<LocalDate> decidingDate(Field<String> typeName, Field<LocalDate> startDate) {
    return DSL.when(
            typeName.in(names(PeriodType::isWeekly)),
            startDate.add(DSL.inline(WeekCycle.DAYS_TO_DECIDING_DAY)))
        .otherwise(startDate);
  }

  /**
   * What the column of {@code longer} holds in the row of a period, given by the name of its type
   * and its {@linkplain #decidingDate deciding date}: an ISO id, or null where {@code longer} does
   * not enclose the type.
   *
   * @see Period#enclosing
   */
  public static Field<String> enclosingIsoId(
      PeriodType longer, Field<String> typeName, Field<LocalDate> decidingDate) {
    return DSL.when(typeName.in(names(longer::encloses)), isoId(longer, decidingDate));
  }

  /**
   * The date moved on by as many periods of the type that {@code typeName} tells; the date itself
   * for a name that is not known, null if the number is null.
   *
   * @see PeriodType#extend
   */
  public static Field<LocalDate> extend(
      Field<String> typeName, Field<LocalDate> date, Field<Integer> periods) {
    return DSL.choose(typeName)
        .mapFields(byName(type -> extend(type.cycle().length(), date, periods)))
        .otherwise(date);
  }

  private static Field<LocalDate> extend(
      java.time.Period length, Field<LocalDate> date, Field<Integer> periods) {
    int days = Math.toIntExact(length.get(ChronoUnit.DAYS));
    int months = Math.toIntExact(length.get(ChronoUnit.MONTHS));
    return days > 0
        ? date.add(periods.mul(DSL.inline(days)))
        : DSL.localDateAdd(date, periods.mul(DSL.inline(months)), DatePart.MONTH);
  }

  private static <T> Map<Field<String>, Field<T>> byName(Function<PeriodType, Field<T>> value) {
    Map<Field<String>, Field<T>> values = new LinkedHashMap<>();
    for (PeriodType type : PeriodType.values()) {
      values.put(DSL.inline(type.dhis2Name()), value.apply(type));
    }
    return values;
  }

  private static List<Field<String>> names(Predicate<PeriodType> wanted) {
    return Arrays.stream(PeriodType.values())
        .filter(wanted)
        .<Field<String>>map(type -> DSL.inline(type.dhis2Name()))
        .toList();
  }
}
