package io.github.dhisadmin.jooq.internal.period;

import io.github.dhisadmin.period.BiweekCycle;
import io.github.dhisadmin.period.DayCycle;
import io.github.dhisadmin.period.IsoIdForm;
import io.github.dhisadmin.period.MonthCycle;
import io.github.dhisadmin.period.PeriodCycle;
import io.github.dhisadmin.period.WeekCycle;
import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** A {@link PeriodCycle} told in SQL, by the same arithmetic. */
sealed interface CycleSql permits DayCycleSql, WeekCycleSql, BiweekCycleSql, MonthCycleSql {

  /** First day of the period that holds the day. */
  Field<LocalDate> startDate(Field<LocalDate> day);

  /** ISO id of the period that holds the day. */
  Field<String> isoId(Field<LocalDate> day);

  static CycleSql of(PeriodCycle cycle) {
    if (cycle instanceof DayCycle days) {
      return new DayCycleSql(days);
    } else if (cycle instanceof WeekCycle weeks) {
      return new WeekCycleSql(weeks);
    } else if (cycle instanceof BiweekCycle pairs) {
      return new BiweekCycleSql(pairs);
    } else {
      return new MonthCycleSql((MonthCycle) cycle);
    }
  }

  /** Spells an id; the year alone tells the period where the form has no number. */
  static Field<String> spell(IsoIdForm form, Field<Integer> year, Field<Integer> number) {
    Field<String> text = year.cast(SQLDataType.VARCHAR).concat(DSL.inline(form.prefix()));
    return form.isNumbered()
        ? text.concat(padded(number, form.digits()), DSL.inline(form.suffix()))
        : text.concat(DSL.inline(form.suffix()));
  }

  private static Field<String> padded(Field<Integer> number, int digits) {
    Field<String> text = number.cast(SQLDataType.VARCHAR);
    // lpad cuts what is longer, so it must not see numbers that need no zeros.
    return digits == 1 ? text : DSL.lpad(text, DSL.inline(digits), DSL.inline("0"));
  }
}
