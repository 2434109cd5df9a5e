package io.github.dhisadmin.testkit.demo;

import static io.github.dhisadmin.testkit.demo.AggregateMetadata.ELEMENT;
import static io.github.dhisadmin.testkit.demo.MetadataWriter.uid;
import static io.github.dhisadmin.testkit.demo.MetadataWriter.uids;

import java.util.Map;

/** Plants indicators, validation rules and program indicators whose expressions are wrong. */
final class ExpressionViolations {
  /** Three kinds of wrong in turn: an object that is gone, no end, nothing at all. */
  private static final String INVALID =
      "case n % 3 when 0 then '#{' || "
          + uid("Gone", "n")
          + " || '}' when 1 then '1 +' else '' end";

  private static final String VALID = "'4000 + ' || n";

  private final MetadataWriter writer;
  private final int planted;
  private final PlantedIssues.Collector issues;

  ExpressionViolations(MetadataWriter writer, int planted, PlantedIssues.Collector issues) {
    this.writer = writer;
    this.planted = planted;
    this.issues = issues;
  }

  void plant() {
    indicators();
    validationRules();
    programIndicators();
  }

  private void indicators() {
    // numbers in the denominator keep the formulas of empty numerators apart
    indicators("IWIN", INVALID, "'5000 + ' || n");
    issues.expect(uids("IWIN", planted), "indicators_with_invalid_numerator");

    indicators("IWID", "'6000 + ' || n", INVALID);
    issues.expect(uids("IWID", planted), "indicators_with_invalid_denominator");

    indicators("IWSR", foreignOptionCombo(), VALID);
    issues.expect(uids("IWSR", planted), "indicators_with_suspicious_references");
  }

  private void indicators(String family, String numerator, String denominator) {
    writer.objects(
        family,
        "indicator",
        planted,
        Map.of(
            "numerator",
            numerator,
            "denominator",
            denominator,
            "annualized",
            "false",
            "indicatortypeid",
            writer.id(AggregateMetadata.INDICATOR_TYPE, "1")));
    writer.links(
        "indicatorgroupmembers",
        planted,
        Map.of(
            "indicatorgroupid", writer.id(AggregateMetadata.INDICATOR_GROUP, "1"),
            "indicatorid", writer.id(family, "n")));
  }

  /** Element 11 is not disaggregated, so that it has none of the option combinations. */
  private static String foreignOptionCombo() {
    return "'#{' || "
        + uid(ELEMENT, "11")
        + " || '.' || "
        + uid(AggregateMetadata.OPTION_COMBO, "n")
        + " || '}'";
  }

  private void validationRules() {
    rules("VRWILSE", INVALID, VALID);
    inGroup("VRWILSE");
    issues.expect(uids("VRWILSE", planted), "validation_rules_with_invalid_left_side_expression");

    rules("VRWIRSE", VALID, INVALID);
    inGroup("VRWIRSE");
    issues.expect(uids("VRWIRSE", planted), "validation_rules_with_invalid_right_side_expression");

    rules("VRWSR", foreignOptionCombo(), VALID);
    inGroup("VRWSR");
    issues.expect(uids("VRWSR", planted), "validation_rules_with_suspicious_references");

    rules("VRWG", VALID, VALID);
    issues.expect(uids("VRWG", planted), "validation_rules_without_groups");
  }

  private void rules(String family, String left, String right) {
    AggregateMetadata.expressions(writer, family + "L", planted, left);
    AggregateMetadata.expressions(writer, family + "R", planted, right);
    AggregateMetadata.rules(writer, family, planted);
  }

  private void inGroup(String family) {
    writer.links(
        "validationrulegroupmembers",
        planted,
        Map.of(
            "validationgroupid", writer.id(AggregateMetadata.RULE_GROUP, "1"),
            "validationruleid", writer.id(family, "n")));
  }

  private void programIndicators() {
    // an empty expression is none, and an empty filter is allowed
    programIndicators("PIWIE", "'#{' || " + uid("Gone", "n") + " || '}'", "null");
    issues.expect(uids("PIWIE", planted), "program_indicators_with_invalid_expressions");

    programIndicators("PIWIF", VALID, "'\"text ' || n || '\"'");
    issues.expect(uids("PIWIF", planted), "program_indicators_with_invalid_filters");

    programIndicators("PIWE", "case when n % 2 = 0 then ' ' end", "null");
    issues.expect(uids("PIWE", planted), "program_indicators_without_expression");

    // the third stage belongs to the second program
    programIndicators(
        "PIWSR",
        "'#{' || "
            + uid(ProgramMetadata.STAGE, "3")
            + " || '.' || "
            + uid(ProgramMetadata.ELEMENT, "21")
            + " || '}'",
        "null");
    issues.expect(uids("PIWSR", planted), "program_indicators_with_suspicious_references");
  }

  private void programIndicators(String family, String expression, String filter) {
    writer.objects(
        family,
        "programindicator",
        planted,
        ProgramMetadata.programIndicator(
            writer, writer.id(ProgramMetadata.PROGRAM, "1"), expression, filter));
  }
}
