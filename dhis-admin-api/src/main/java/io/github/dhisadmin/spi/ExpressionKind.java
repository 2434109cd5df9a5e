package io.github.dhisadmin.spi;

/** What an expression is for, which decides what it may contain. */
public enum ExpressionKind {
  /** An indicator's numerator. */
  INDICATOR_NUMERATOR,
  /** An indicator's denominator. */
  INDICATOR_DENOMINATOR,
  /** A validation rule's left side. */
  VALIDATION_RULE_LEFT_SIDE,
  /** A validation rule's right side. */
  VALIDATION_RULE_RIGHT_SIDE,
  /** What a program indicator aggregates. */
  PROGRAM_INDICATOR_EXPRESSION,
  /** Which events or enrollments a program indicator counts. */
  PROGRAM_INDICATOR_FILTER
}
