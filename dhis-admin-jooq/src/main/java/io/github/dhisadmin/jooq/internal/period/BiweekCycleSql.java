package io.github.dhisadmin.jooq.internal.period;

import io.github.dhisadmin.period.BiweekCycle;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.impl.DSL;

record BiweekCycleSql(BiweekCycle cycle) implements CycleSql {
  @Override
  public Field<LocalDate> startDate(Field<LocalDate> day) {
    Field<LocalDate> week = isoWeek(day);
    Field<Integer> weeksInto = WeekCycleSql.numberOf(week).add(DSL.inline(1)).mod(DSL.inline(2));
    return week.sub(weeksInto.mul(DSL.inline(7)));
  }

  /** Both weeks of a pair lie in the same year, and 2n-1 and 2n are the weeks of the nth pair. */
  @Override
  public Field<String> isoId(Field<LocalDate> day) {
    Field<LocalDate> week = isoWeek(day);
    Field<Integer> number = WeekCycleSql.numberOf(week).add(DSL.inline(1)).div(DSL.inline(2));
    return CycleSql.spell(cycle.form(), WeekCycleSql.yearOf(week), number);
  }

  private static Field<LocalDate> isoWeek(Field<LocalDate> day) {
    return WeekCycleSql.startOfWeek(day, DayOfWeek.MONDAY.getValue());
  }
}
