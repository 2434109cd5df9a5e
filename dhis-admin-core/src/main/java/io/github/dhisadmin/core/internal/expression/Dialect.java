package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.ExpressionKind;

/** What an expression may contain, and what its items are worth, by what it belongs to. */
enum Dialect {
  INDICATOR("an indicator"),
  VALIDATION_RULE("a validation rule"),
  PROGRAM_INDICATOR("a program indicator");

  private final String label;

  Dialect(String label) {
    this.label = label;
  }

  static Dialect of(ExpressionKind kind) {
    return switch (kind) {
      case INDICATOR_NUMERATOR, INDICATOR_DENOMINATOR -> INDICATOR;
      case VALIDATION_RULE_LEFT_SIDE, VALIDATION_RULE_RIGHT_SIDE -> VALIDATION_RULE;
      case PROGRAM_INDICATOR_EXPRESSION, PROGRAM_INDICATOR_FILTER -> PROGRAM_INDICATOR;
    };
  }

  /** What people call the owner of such an expression. */
  String label() {
    return label;
  }

  /**
   * The type of an item's value by the value type of the object, as DHIS2's describing visitors
   * take it: boolean data are numbers in program indicators alone.
   */
  Type typeOf(String valueType) {
    return switch (valueType) {
      case "INTEGER",
          "INTEGER_POSITIVE",
          "INTEGER_NEGATIVE",
          "INTEGER_ZERO_OR_POSITIVE",
          "NUMBER",
          "UNIT_INTERVAL",
          "PERCENTAGE" ->
          Type.NUMBER;
      case "BOOLEAN" -> this == PROGRAM_INDICATOR ? Type.NUMBER : Type.BOOLEAN;
      case "TRUE_ONLY" -> Type.BOOLEAN;
      case "DATE", "DATETIME", "AGE" -> Type.DATE;
      default -> Type.TEXT;
    };
  }
}
