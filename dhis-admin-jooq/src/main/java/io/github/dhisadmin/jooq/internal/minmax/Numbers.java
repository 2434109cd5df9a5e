package io.github.dhisadmin.jooq.internal.minmax;

import static org.jooq.impl.DSL.inline;
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

  private Numbers() {}

  static Condition isNumericType(Field<String> valueType) {
    return valueType.in(NUMERIC_TYPES.stream().map(type -> inline(type)).toList());
  }

  /** The number that a text is; null if it is none. */
  static Field<Double> of(Field<String> text) {
    return when(text.likeRegex(inline(NUMBER)), text.cast(SQLDataType.DOUBLE));
  }
}
