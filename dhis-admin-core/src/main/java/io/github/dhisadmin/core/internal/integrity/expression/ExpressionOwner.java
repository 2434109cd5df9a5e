package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.spi.ExpressionKind;
import java.util.EnumSet;
import java.util.Set;

/** What expressions belong to. */
enum ExpressionOwner {
  INDICATOR(ExpressionKind.INDICATOR_NUMERATOR, ExpressionKind.INDICATOR_DENOMINATOR),
  VALIDATION_RULE(
      ExpressionKind.VALIDATION_RULE_LEFT_SIDE, ExpressionKind.VALIDATION_RULE_RIGHT_SIDE),
  PROGRAM_INDICATOR(
      ExpressionKind.PROGRAM_INDICATOR_EXPRESSION, ExpressionKind.PROGRAM_INDICATOR_FILTER);

  private final ExpressionKind first;
  private final ExpressionKind second;

  ExpressionOwner(ExpressionKind first, ExpressionKind second) {
    this.first = first;
    this.second = second;
  }

  /** The kinds of expressions that each of them has. */
  Set<ExpressionKind> kinds() {
    return EnumSet.of(first, second);
  }
}
