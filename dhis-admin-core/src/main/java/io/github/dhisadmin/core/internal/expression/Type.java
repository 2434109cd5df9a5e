package io.github.dhisadmin.core.internal.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the value of a part of an expression is, as far as it can be told without data. Texts count
 * as what can be read from them, as DHIS2 does when it casts.
 */
enum Type {
  /** A number that may be whole. */
  NUMBER("a number"),
  /** A number that is certainly not whole, and so cannot stand for true or false. */
  FRACTION("a number that is not whole"),
  /** True or false. */
  BOOLEAN("true or false"),
  /** A date or a time. */
  DATE("a date"),
  /** A text from which nothing else can be read. */
  TEXT("a text"),
  /** A text that is a number. */
  NUMERIC_TEXT("a text"),
  /** A text that says true or false. */
  BOOLEAN_TEXT("a text"),
  /** A text that is a date. */
  DATE_TEXT("a text"),
  /** No value; goes for everything. */
  NULL("null"),
  /** Unknown, since something is wrong that has been reported; goes for everything. */
  UNKNOWN("unknown");

  private static final Pattern DATE_FORM =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:T.*)?");
  private static final Set<String> BOOLEANS = Set.of("true", "false");

  private final String label;

  Type(String label) {
    this.label = label;
  }

  /** What people call such a value. */
  String label() {
    return label;
  }

  /** What a literal text can be read as. */
  static Type ofText(String text) {
    if (BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
      return BOOLEAN_TEXT;
    }
    Matcher date = DATE_FORM.matcher(text);
    if (date.matches() && isDate(date.group(1), date.group(2), date.group(3))) {
      return DATE_TEXT;
    }
    return isNumber(text) ? NUMERIC_TEXT : TEXT;
  }

  /** What a literal number is. */
  static Type ofNumber(String text) {
    return Double.parseDouble(text) % 1 == 0 ? NUMBER : FRACTION;
  }

  /** Whether year, month and day are a date of the calendar. */
  static boolean isDate(String year, String month, String day) {
    try {
      LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      return true;
    } catch (DateTimeException | NumberFormatException e) {
      return false;
    }
  }

  /** Whether a value of this type can be used where one of another type is needed. */
  boolean canBe(Type needed) {
    if (this == NULL || this == UNKNOWN) {
      return true;
    }
    return switch (needed) {
      case NUMBER, FRACTION -> isNumeric() || this == NUMERIC_TEXT;
      case BOOLEAN -> this == BOOLEAN || this == NUMBER || this == BOOLEAN_TEXT;
      case DATE -> this == DATE || this == DATE_TEXT;
      default -> true;
    };
  }

  /**
   * Whether two values can be compared, as {@code AntlrParserUtils.compare} of DHIS2's parser: as
   * numbers if one is a number and the other can be, else likewise as truth values, else as texts
   * if one is a text. Dates, which DHIS2 refuses in validation rules, can be compared.
   */
  boolean isComparableTo(Type other) {
    if (this == NULL || this == UNKNOWN || other == NULL || other == UNKNOWN) {
      return true;
    }
    if ((isNumeric() || other.isNumeric()) && canBe(NUMBER) && other.canBe(NUMBER)) {
      return true;
    }
    if ((this == BOOLEAN || other == BOOLEAN) && canBe(BOOLEAN) && other.canBe(BOOLEAN)) {
      return true;
    }
    return isText() || other.isText() || (this == DATE && other == DATE);
  }

  private boolean isNumeric() {
    return this == NUMBER || this == FRACTION;
  }

  boolean isText() {
    return this == TEXT || this == NUMERIC_TEXT || this == BOOLEAN_TEXT || this == DATE_TEXT;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
