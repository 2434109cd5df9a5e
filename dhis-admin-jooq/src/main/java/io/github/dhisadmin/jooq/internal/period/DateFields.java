package io.github.dhisadmin.jooq.internal.period;

import java.time.LocalDate;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Parts of dates as integers. Only functions that PostgreSQL declares for dates are used:
 * date_trunc and to_char would turn the date into an instant of the session's time zone first, in
 * which its midnight, or even the whole day, may be missing.
 */
final class DateFields {
  private DateFields() {}

  static Field<Integer> year(Field<LocalDate> date) {
    return part(date, DatePart.YEAR);
  }

  static Field<Integer> month(Field<LocalDate> date) {
    return part(date, DatePart.MONTH);
  }

  static Field<Integer> dayOfMonth(Field<LocalDate> date) {
    return part(date, DatePart.DAY);
  }

  static Field<Integer> dayOfYear(Field<LocalDate> date) {
    return part(date, DatePart.DAY_OF_YEAR);
  }

  static Field<Integer> isoDayOfWeek(Field<LocalDate> date) {
    return part(date, DatePart.ISO_DAY_OF_WEEK);
  }

  static Field<LocalDate> firstOfMonth(Field<Integer> year, Field<Integer> month) {
    return DSL.function(DSL.name("make_date"), SQLDataType.LOCALDATE, year, month, DSL.inline(1));
  }

  /** The database extracts numbers with decimals, which would not be divided as integers. */
  private static Field<Integer> part(Field<LocalDate> date, DatePart part) {
    return DSL.extract(date, part).coerce(SQLDataType.NUMERIC).cast(SQLDataType.INTEGER);
  }
}
