package io.github.dhisadmin.jooq.internal.minmax;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.ltrim;
import static org.jooq.impl.DSL.when;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Texts that become numbers without failing the statement. */
final class Numbers {
  /** Value types whose values are numbers (2.42, ValueType). */
  private static final List<String> NUMERIC_TYPES =
      List.of(
          "INTEGER",
          "INTEGER_POSITIVE",
          "INTEGER_NEGATIVE",
          "INTEGER_ZERO_OR_POSITIVE",
          "NUMBER",
          "UNIT_INTERVAL",
          "PERCENTAGE");

  /**
   * The square of the largest number this lets through still is a double. White space around a
   * number is what PostgreSQL's cast overlooks, and so what DHIS2 counts.
   */
  private static final String NUMBER =
      "^[ \\t\\n\\r]*[-+]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][-+]?[0-9]{1,2})?"
          + "[ \\t\\n\\r]*$";

  /** How most of them look; PostgreSQL takes ten times as long over one that counts the digits. */
  private static final String PLAIN_NUMBER = "^-?[0-9]+(\\.[0-9]*)?$";

  private static final String DIGITS = "0123456789";

  /** Length up to which a number need not be looked at digit by digit. */
  private static final int SHORT = 40;

  /**
   * What keeps PostgreSQL from looking at a text as often as its number is used, if a table is read
   * from here on. Were it a plain 0, which is no long, PostgreSQL would take it for a computation
   * and not let several processes group the rows.
   */
  static final Field<Long> ONCE = inline("0").cast(SQLDataType.BIGINT);

  private Numbers() {}

  static boolean isNumericType(String valueType) {
    return NUMERIC_TYPES.contains(valueType);
  }

  /** The number that a text is; null if it is none. The cheapest test comes first. */
  static Field<Double> of(Field<String> text) {
    Field<Double> number = text.cast(SQLDataType.DOUBLE);
    Condition isShort = length(text).between(inline(1), inline(SHORT));
    return when(isShort.and(ltrim(text, inline(DIGITS)).eq(inline(""))), number)
        .when(isShort.and(text.likeRegex(inline(PLAIN_NUMBER))), number)
        .when(text.likeRegex(inline(NUMBER)), number);
  }
}
