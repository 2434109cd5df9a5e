package io.github.dhisadmin.jooq.internal.period;

import io.github.dhisadmin.period.WeekCycle;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.impl.DSL;

record WeekCycleSql(WeekCycle cycle) implements CycleSql {
  @Override
  public Field<LocalDate> startDate(Field<LocalDate> day) {
    return startOfWeek(day, cycle.firstDay().getValue());
  }

  @Override
  public Field<String> isoId(Field<LocalDate> day) {
    Field<LocalDate> start = startDate(day);
    return CycleSql.spell(cycle.form(), yearOf(start), numberOf(start));
  }

  static Field<LocalDate> startOfWeek(Field<LocalDate> day, int firstDay) {
    Field<Integer> daysInto =
        DateFields.isoDayOfWeek(day).add(DSL.inline(7 - firstDay)).mod(DSL.inline(7));
    return day.sub(daysInto);
  }

  static Field<Integer> yearOf(Field<LocalDate> weekStart) {
    return DateFields.year(decidingDay(weekStart));
  }

  static Field<Integer> numberOf(Field<LocalDate> weekStart) {
    return DateFields.dayOfYear(decidingDay(weekStart))
        .sub(DSL.inline(1))
        .div(DSL.inline(7))
        .add(DSL.inline(1));
  }

  private static Field<LocalDate> decidingDay(Field<LocalDate> weekStart) {
    return weekStart.add(DSL.inline(WeekCycle.DAYS_TO_DECIDING_DAY));
  }
}
