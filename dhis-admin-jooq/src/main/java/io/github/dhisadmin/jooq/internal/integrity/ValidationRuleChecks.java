package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRULE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRULEGROUPMEMBERS;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;

/** Checks of validation rules, apart from their expressions. */
final class ValidationRuleChecks implements CheckFamily {

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(withoutGroups(schema));
  }

  private static SqlCheck withoutGroups(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.VALIDATION_RULES,
            "validation_rules_without_groups",
            "validationRulesWithoutGroups")
        .rated(Severity.WARNING, Severity.WARNING)
        .of("validationRules")
        .texts(
            "Validation rules without group",
            "These rules are in no validation rule group. Validation analysis and its"
                + " notifications are run by group, and will skip them.",
            "Add each rule to at least one group.",
            "Maintenance app, Validation rule group")
        .reads(schema, VALIDATIONRULEGROUPMEMBERS)
        .outOf(VALIDATIONRULE)
        .issues(LooseObjects.of(VALIDATIONRULE, VALIDATIONRULEGROUPMEMBERS));
  }
}
