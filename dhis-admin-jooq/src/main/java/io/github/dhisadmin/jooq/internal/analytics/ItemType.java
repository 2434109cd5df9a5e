package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.sql.Geometries;
import java.math.BigDecimal;
import org.jooq.Collation;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What the texts of tracker values become in a column (2.42, AbstractEventJdbcTableManager). DHIS2
 * looks at a text's form and then casts it, which aborts at 12.5 in a column of integers and at the
 * 45th of a month; here what cannot be cast is null.
 */
enum ItemType {
  INTEGER {
    @Override
    Field<?> value(Field<String> text) {
      Field<BigDecimal> number = text.cast(SQLDataType.NUMERIC);
      return when(isShortNumber(text), text.cast(SQLDataType.BIGINT))
          .when(
              text.likeRegex(inline("^-?0*[0-9]{1,19}$"))
                  .and(number.between(inline(LEAST_LONG), inline(GREATEST_LONG))),
              number.cast(SQLDataType.BIGINT));
    }
  },
  DECIMAL {
    @Override
    Field<?> value(Field<String> text) {
      return when(
          text.likeRegex(inline(CountedValues.PLAIN_NUMBER))
              .and(DSL.length(text).le(inline(CountedValues.LONGEST_NUMBER))),
          text.cast(SQLDataType.DOUBLE));
    }
  },
  TRUTH {
    @Override
    Field<?> value(Field<String> text) {
      return when(text.eq(inline("true")), inline(1)).when(text.eq(inline("false")), inline(0));
    }
  },
  MOMENT {
    @Override
    Field<?> value(Field<String> text) {
      return when(isPlainDay(text), text.cast(SQLDataType.LOCALDATETIME))
          .when(text.likeRegex(inline(POSSIBLE_MOMENT)), text.cast(SQLDataType.LOCALDATETIME));
    }
  },
  POINT {
    @Override
    Field<?> value(Field<String> text) {
      return Geometries.point(text.likeRegex(inline(COORDINATES)), text);
    }
  },
  TEXT {
    @Override
    Field<?> value(Field<String> text) {
      return text;
    }
  };

  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /**
   * A day of the Gregorian calendar after the year 0, with or without a time of the day. DHIS2
   * takes the same forms for moments and asks nothing else of them.
   */
  private static final String POSSIBLE_MOMENT =
      "^(?!0000)("
          + "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
          + "|[0-9]{4}-(0[13-9]|1[0-2])-(29|30)"
          + "|[0-9]{4}-(0[13578]|1[02])-31"
          + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
          + ")(\\s|[\\sT]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(\\.[0-9]{3}Z?)?)?$";

  private static final Collation BYTES = DSL.collation("C");
  private static final String DIGITS = "0123456789";

  private static final String JSON_NUMBER =
      "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?";

  /** Longitude and latitude as GeoJSON writes them. */
  private static final String COORDINATES =
      "^\\s*\\[\\s*" + JSON_NUMBER + "\\s*,\\s*" + JSON_NUMBER + "\\s*\\]\\s*$";

  /** The type of values of a value type; without PostGIS, coordinates are texts. */
  static ItemType of(String valueType, boolean postgis) {
    return switch (valueType) {
      case "INTEGER", "INTEGER_POSITIVE", "INTEGER_NEGATIVE", "INTEGER_ZERO_OR_POSITIVE" -> INTEGER;
      case "NUMBER", "UNIT_INTERVAL", "PERCENTAGE" -> DECIMAL;
      case "BOOLEAN", "TRUE_ONLY" -> TRUTH;
      case "DATE", "DATETIME", "AGE" -> MOMENT;
      case "COORDINATE", "GEOJSON" -> postgis ? POINT : TEXT;
      default -> TEXT;
    };
  }

  /** The type of the column. */
  DataType<?> column() {
    return switch (this) {
      case INTEGER -> SQLDataType.BIGINT;
      case DECIMAL -> SQLDataType.DOUBLE;
      case TRUTH -> SQLDataType.INTEGER;
      case MOMENT -> SQLDataType.LOCALDATETIME;
      case POINT -> AnalyticsColumn.GEOMETRY;
      case TEXT -> SQLDataType.CLOB;
    };
  }

  boolean numeric() {
    return this == INTEGER || this == DECIMAL;
  }

  /**
   * Most integers: nothing but one to eighteen digits. Told without a regular expression, which
   * takes several times as long.
   */
  private static Condition isShortNumber(Field<String> text) {
    return DSL.translate(text, inline(DIGITS), inline(""))
        .eq(inline(""))
        .and(DSL.octetLength(text).between(inline(1), inline(18)));
  }

  /**
   * Most days: up to the 28th of any month, told in a third of the time that the regular expression
   * for all of them takes. Digits are compared by their bytes, whatever the collation.
   */
  private static Condition isPlainDay(Field<String> text) {
    Field<String> month = DSL.substring(text, inline(6), inline(2)).collate(BYTES);
    Field<String> day = DSL.substring(text, inline(9), inline(2)).collate(BYTES);
    return DSL.translate(text, inline(DIGITS), inline("0000000000"))
        .eq(inline("0000-00-00"))
        .and(text.collate(BYTES).ge(inline("0001")))
        .and(month.between(inline("01"), inline("12")))
        .and(day.between(inline("01"), inline("28")));
  }

  /** A value of the column's type, null if the text is none. */
  abstract Field<?> value(Field<String> text);
}
