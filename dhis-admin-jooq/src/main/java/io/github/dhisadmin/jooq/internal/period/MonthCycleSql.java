package io.github.dhisadmin.jooq.internal.period;

import io.github.dhisadmin.period.MonthCycle;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.impl.DSL;

record MonthCycleSql(MonthCycle cycle) implements CycleSql {
  private static final int YEAR = 12;

  @Override
  public Field<LocalDate> startDate(Field<LocalDate> day) {
    Field<Integer> count = monthCount(day);
    Field<Integer> month =
        count
            .sub(count.mod(DSL.inline(cycle.months())))
            .add(DSL.inline(cycle.firstMonth().getValue() - 1));
    return DateFields.firstOfMonth(
        month.div(DSL.inline(YEAR)), month.mod(DSL.inline(YEAR)).add(DSL.inline(1)));
  }

  @Override
  public Field<String> isoId(Field<LocalDate> day) {
    Field<Integer> count = monthCount(day);
    Field<Integer> year = count.div(DSL.inline(YEAR)).add(DSL.inline(cycle.yearShift()));
    Field<Integer> number =
        count.mod(DSL.inline(YEAR)).div(DSL.inline(cycle.months())).add(DSL.inline(1));
    return CycleSql.spell(cycle.form(), year, number);
  }

  /** Months since the first month of year 0, never negative for the years that ids can tell. */
  private Field<Integer> monthCount(Field<LocalDate> day) {
    return DateFields.year(day)
        .mul(DSL.inline(YEAR))
        .add(DateFields.month(day))
        .sub(DSL.inline(cycle.firstMonth().getValue()));
  }
}
