package io.github.dhisadmin.core.internal.integrity.expression;

import static io.github.dhisadmin.core.internal.integrity.expression.ExpressionOwner.INDICATOR;
import static io.github.dhisadmin.core.internal.integrity.expression.ExpressionOwner.PROGRAM_INDICATOR;
import static io.github.dhisadmin.core.internal.integrity.expression.ExpressionOwner.VALIDATION_RULE;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.spi.ExpressionKind;
import io.github.dhisadmin.spi.ExpressionStore;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.List;
import java.util.Set;

/** The checks of expressions. Those of one owner share one reading of the database in a run. */
public final class ExpressionChecks {
  private static final String REPAIR =
      " Open the object, look at the place that the comment names, and replace or remove what is"
          + " wrong.";

  private final ExpressionStore store;

  private ExpressionChecks(ExpressionStore store) {
    this.store = store;
  }

  /** The checks of the expressions in a store. */
  public static List<StoredCheck> of(ExpressionStore store) {
    ExpressionChecks checks = new ExpressionChecks(store);
    return List.of(
        checks.numerators(),
        checks.denominators(),
        checks.doubtfulIndicators(),
        checks.leftSides(),
        checks.rightSides(),
        checks.doubtfulRules(),
        checks.programIndicatorExpressions(),
        checks.programIndicatorFilters(),
        checks.doubtfulProgramIndicators());
  }

  private StoredCheck numerators() {
    return invalid(
        "indicators_with_invalid_numerator",
        "invalidIndicatorNumerators",
        ExpressionKind.INDICATOR_NUMERATOR,
        INDICATOR,
        new CheckTexts(
            "Indicators with an invalid numerator",
            "The numerator is empty, cannot be read, has items that an indicator cannot have,"
                + " refers to objects that do not exist, or is no number. Analytics fail for such"
                + " an indicator or leave it out.",
            "Mostly a data element was deleted that the indicator still names." + REPAIR,
            "Maintenance app, Indicators"));
  }

  private StoredCheck denominators() {
    return invalid(
        "indicators_with_invalid_denominator",
        "invalidIndicatorDenominators",
        ExpressionKind.INDICATOR_DENOMINATOR,
        INDICATOR,
        new CheckTexts(
            "Indicators with an invalid denominator",
            "The denominator is empty, cannot be read, has items that an indicator cannot have,"
                + " refers to objects that do not exist, or is no number. Analytics fail for such"
                + " an indicator or leave it out.",
            "If nothing is to be divided by, the denominator is 1." + REPAIR,
            "Maintenance app, Indicators"));
  }

  private StoredCheck leftSides() {
    return invalid(
        "validation_rules_with_invalid_left_side_expression",
        "invalidValidationRuleLeftSideExpressions",
        ExpressionKind.VALIDATION_RULE_LEFT_SIDE,
        VALIDATION_RULE,
        new CheckTexts(
            "Validation rules with an invalid left side",
            "The left side is empty, cannot be read, has items that a validation rule cannot have,"
                + " refers to objects that do not exist, or is no number. The rule finds nothing,"
                + " or validation stops at it.",
            "A data element with texts or truth values can be used inside if()." + REPAIR,
            "Maintenance app, Validation rules"));
  }

  private StoredCheck rightSides() {
    return invalid(
        "validation_rules_with_invalid_right_side_expression",
        "invalidValidationRuleRightSideExpressions",
        ExpressionKind.VALIDATION_RULE_RIGHT_SIDE,
        VALIDATION_RULE,
        new CheckTexts(
            "Validation rules with an invalid right side",
            "The right side is empty, cannot be read, has items that a validation rule cannot have,"
                + " refers to objects that do not exist, or is no number. The rule finds nothing,"
                + " or validation stops at it.",
            "A data element with texts or truth values can be used inside if()." + REPAIR,
            "Maintenance app, Validation rules"));
  }

  private StoredCheck programIndicatorExpressions() {
    return invalid(
        "program_indicators_with_invalid_expressions",
        "invalidProgramIndicatorExpressions",
        ExpressionKind.PROGRAM_INDICATOR_EXPRESSION,
        PROGRAM_INDICATOR,
        new CheckTexts(
            "Program indicators with an invalid expression",
            "The expression cannot be read, has items that a program indicator cannot have, refers"
                + " to objects that do not exist, or is no number. Analytics fail for such a"
                + " program indicator. One without any expression is found by another check.",
            "Data elements are named together with their program stage." + REPAIR,
            "Maintenance app, Program indicators"));
  }

  private StoredCheck programIndicatorFilters() {
    return invalid(
        "program_indicators_with_invalid_filters",
        "invalidProgramIndicatorFilters",
        ExpressionKind.PROGRAM_INDICATOR_FILTER,
        PROGRAM_INDICATOR,
        new CheckTexts(
            "Program indicators with an invalid filter",
            "The filter cannot be read, has items that a program indicator cannot have, refers to"
                + " objects that do not exist, or is neither true nor false. Analytics fail for"
                + " such a program indicator.",
            "A filter compares values; without one, all events or enrollments count." + REPAIR,
            "Maintenance app, Program indicators"));
  }

  private StoredCheck doubtfulIndicators() {
    return suspicious(
        "indicators_with_suspicious_references",
        INDICATOR,
        new CheckTexts(
            "Indicators with references that do not belong together",
            "All objects exist, but a category option combo is none of its data element, or a data"
                + " element or attribute is not in its program. Such an item never has a value.",
            "Choose the item anew, or repair the category combo or program it was taken from.",
            "Maintenance app, Indicators"));
  }

  private StoredCheck doubtfulRules() {
    return suspicious(
        "validation_rules_with_suspicious_references",
        VALIDATION_RULE,
        new CheckTexts(
            "Validation rules with references that do not belong together",
            "All objects exist, but a category option combo is none of its data element, or a data"
                + " element or attribute is not in its program. Such an item never has a value.",
            "Choose the item anew, or repair the category combo or program it was taken from.",
            "Maintenance app, Validation rules"));
  }

  private StoredCheck doubtfulProgramIndicators() {
    return suspicious(
        "program_indicators_with_suspicious_references",
        PROGRAM_INDICATOR,
        new CheckTexts(
            "Program indicators with references that do not belong together",
            "All objects exist, but a program stage or attribute is of another program, or a data"
                + " element is not in its stage. Such an item never has a value.",
            "Choose the item anew, or add the data element or attribute to the program.",
            "Maintenance app, Program indicators"));
  }

  private StoredCheck invalid(
      String id, String olderName, ExpressionKind kind, ExpressionOwner owner, CheckTexts texts) {
    return new ExpressionCheck(
        new IntegrityCheck(
            CheckName.of(id, olderName),
            section(owner),
            Severity.SEVERE,
            Severity.WARNING,
            texts,
            new CheckTraits(CheckSource.SEED, true, false, objectType(owner), Set.of())),
        owner,
        store,
        examination -> examination.invalid().getOrDefault(kind, List.of()));
  }

  private StoredCheck suspicious(String id, ExpressionOwner owner, CheckTexts texts) {
    return new ExpressionCheck(
        new IntegrityCheck(
            CheckName.of(id),
            section(owner),
            Severity.INFO,
            null,
            texts,
            new CheckTraits(CheckSource.EXTENDED, false, false, objectType(owner), Set.of())),
        owner,
        store,
        Examination::suspicious);
  }

  private static CheckSection section(ExpressionOwner owner) {
    return switch (owner) {
      case INDICATOR -> CheckSection.INDICATORS;
      case VALIDATION_RULE -> CheckSection.VALIDATION_RULES;
      case PROGRAM_INDICATOR -> CheckSection.PROGRAM_INDICATORS;
    };
  }

  private static String objectType(ExpressionOwner owner) {
    return switch (owner) {
      case INDICATOR -> "indicators";
      case VALIDATION_RULE -> "validationRules";
      case PROGRAM_INDICATOR -> "programIndicators";
    };
  }
}
