package io.github.dhisadmin.core.internal.expression;

import static io.github.dhisadmin.core.internal.expression.Dialect.INDICATOR;
import static io.github.dhisadmin.core.internal.expression.Dialect.PROGRAM_INDICATOR;
import static io.github.dhisadmin.core.internal.expression.Dialect.VALIDATION_RULE;

import io.github.dhisadmin.core.internal.expression.Term.Operation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hisp.dhis.parser.expression.antlr.ExpressionParser;

/**
 * A function whose arguments are expressions: where it may stand, as the item maps of DHIS2 2.42's
 * DefaultExpressionService and DefaultProgramIndicatorService have it, and what it does. Those of
 * the grammar that are not here serve predictors and program rules alone.
 *
 * @param tokenType the grammar's token for its name
 * @param dialects where it may stand
 * @param operation what it does
 */
record FunctionRule(int tokenType, Set<Dialect> dialects, Operation operation) {
  private static final Set<Dialect> EVERYWHERE = EnumSet.allOf(Dialect.class);
  private static final Set<Dialect> IN_INDICATORS = Set.of(INDICATOR);
  private static final Set<Dialect> IN_RULES = Set.of(VALIDATION_RULE);
  private static final Set<Dialect> IN_PROGRAM_INDICATORS = Set.of(PROGRAM_INDICATOR);

  private static final Map<Integer, FunctionRule> RULES =
      Stream.of(
              new FunctionRule(ExpressionParser.IF, EVERYWHERE, Operation.CHOICE),
              new FunctionRule(ExpressionParser.IS, EVERYWHERE, Operation.MEMBERSHIP),
              new FunctionRule(ExpressionParser.IS_NULL, EVERYWHERE, Operation.TEST),
              new FunctionRule(ExpressionParser.IS_NOT_NULL, EVERYWHERE, Operation.TEST),
              new FunctionRule(ExpressionParser.CONTAINS, EVERYWHERE, Operation.TEST),
              new FunctionRule(ExpressionParser.CONTAINS_ITEMS, EVERYWHERE, Operation.TEST),
              new FunctionRule(ExpressionParser.FIRST_NON_NULL, EVERYWHERE, Operation.FIRST),
              new FunctionRule(ExpressionParser.GREATEST, EVERYWHERE, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.LEAST, EVERYWHERE, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.LOG, EVERYWHERE, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.LOG10, EVERYWHERE, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.REMOVE_ZEROS, EVERYWHERE, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.SUB_EXPRESSION, IN_INDICATORS, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.ORGUNIT_ANCESTOR, IN_RULES, Operation.TEST),
              new FunctionRule(ExpressionParser.ORGUNIT_DATASET, IN_RULES, Operation.TEST),
              new FunctionRule(ExpressionParser.ORGUNIT_GROUP, IN_RULES, Operation.TEST),
              new FunctionRule(ExpressionParser.ORGUNIT_PROGRAM, IN_RULES, Operation.TEST),
              new FunctionRule(ExpressionParser.AVG, IN_PROGRAM_INDICATORS, Operation.AGGREGATE),
              new FunctionRule(ExpressionParser.COUNT, IN_PROGRAM_INDICATORS, Operation.COUNT),
              new FunctionRule(ExpressionParser.MAX, IN_PROGRAM_INDICATORS, Operation.COUNT),
              new FunctionRule(ExpressionParser.MIN, IN_PROGRAM_INDICATORS, Operation.COUNT),
              new FunctionRule(ExpressionParser.STDDEV, IN_PROGRAM_INDICATORS, Operation.AGGREGATE),
              new FunctionRule(ExpressionParser.SUM, IN_PROGRAM_INDICATORS, Operation.AGGREGATE),
              new FunctionRule(
                  ExpressionParser.VARIANCE, IN_PROGRAM_INDICATORS, Operation.AGGREGATE),
              new FunctionRule(
                  ExpressionParser.D2_CONDITION, IN_PROGRAM_INDICATORS, Operation.CHOICE),
              new FunctionRule(ExpressionParser.D2_COUNT, IN_PROGRAM_INDICATORS, Operation.COUNT),
              new FunctionRule(
                  ExpressionParser.D2_COUNT_IF_CONDITION,
                  IN_PROGRAM_INDICATORS,
                  Operation.COUNT_OF_CONDITION),
              new FunctionRule(
                  ExpressionParser.D2_COUNT_IF_VALUE,
                  IN_PROGRAM_INDICATORS,
                  Operation.COUNT_OF_VALUE),
              new FunctionRule(
                  ExpressionParser.D2_DAYS_BETWEEN, IN_PROGRAM_INDICATORS, Operation.DURATION),
              new FunctionRule(
                  ExpressionParser.D2_HAS_VALUE, IN_PROGRAM_INDICATORS, Operation.TEST),
              new FunctionRule(
                  ExpressionParser.D2_MAX_VALUE, IN_PROGRAM_INDICATORS, Operation.EXTREME),
              new FunctionRule(
                  ExpressionParser.D2_MIN_VALUE, IN_PROGRAM_INDICATORS, Operation.EXTREME),
              new FunctionRule(
                  ExpressionParser.D2_MINUTES_BETWEEN, IN_PROGRAM_INDICATORS, Operation.DURATION),
              new FunctionRule(
                  ExpressionParser.D2_MONTHS_BETWEEN, IN_PROGRAM_INDICATORS, Operation.DURATION),
              new FunctionRule(ExpressionParser.D2_OIZP, IN_PROGRAM_INDICATORS, Operation.NUMBERS),
              new FunctionRule(
                  ExpressionParser.D2_RELATIONSHIP_COUNT, IN_PROGRAM_INDICATORS, Operation.COUNT),
              new FunctionRule(
                  ExpressionParser.D2_WEEKS_BETWEEN, IN_PROGRAM_INDICATORS, Operation.DURATION),
              new FunctionRule(
                  ExpressionParser.D2_YEARS_BETWEEN, IN_PROGRAM_INDICATORS, Operation.DURATION),
              new FunctionRule(ExpressionParser.D2_ZING, IN_PROGRAM_INDICATORS, Operation.NUMBERS),
              new FunctionRule(ExpressionParser.D2_ZPVC, IN_PROGRAM_INDICATORS, Operation.NUMBERS))
          .collect(Collectors.toUnmodifiableMap(FunctionRule::tokenType, rule -> rule));

  /** The rule for a function; empty if no dialect has it. */
  static Optional<FunctionRule> of(int tokenType) {
    return Optional.ofNullable(RULES.get(tokenType));
  }

  /** Whether it may stand in an expression of this dialect. */
  boolean allowedIn(Dialect dialect) {
    return dialects.contains(dialect);
  }
}
