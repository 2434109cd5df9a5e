package io.github.dhisadmin.jooq.internal.period;

import io.github.dhisadmin.period.DayCycle;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.impl.DSL;

record DayCycleSql(DayCycle cycle) implements CycleSql {
  @Override
  public Field<LocalDate> startDate(Field<LocalDate> day) {
    return day;
  }

  @Override
  public Field<String> isoId(Field<LocalDate> day) {
    Field<Integer> monthAndDay =
        DateFields.month(day).mul(DSL.inline(100)).add(DateFields.dayOfMonth(day));
    return CycleSql.spell(cycle.form(), DateFields.year(day), monthAndDay);
  }
}
