package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMRULE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMRULEACTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMRULEVARIABLE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;

/** Checks of program rules and their variables. */
final class ProgramRuleChecks implements CheckFamily {
  private static final CheckSection SECTION = CheckSection.PROGRAM_RULES;
  private static final String RULES = "programRules";
  private static final String VARIABLES = "programRuleVariables";
  private static final String RULE_PLACE = "Maintenance app, Program rule";
  private static final String VARIABLE_PLACE = "Maintenance app, Program rule variable";
  private static final String NEWEST_OF_STAGE = "DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE";
  private static final Condition OF_DATA_ELEMENT =
      PROGRAMRULEVARIABLE.SOURCETYPE.in(
          inline(NEWEST_OF_STAGE),
          inline("DATAELEMENT_NEWEST_EVENT_PROGRAM"),
          inline("DATAELEMENT_CURRENT_EVENT"),
          inline("DATAELEMENT_PREVIOUS_EVENT"));
  private static final Condition OF_ATTRIBUTE =
      PROGRAMRULEVARIABLE.SOURCETYPE.eq(inline("TEI_ATTRIBUTE"));
  private static final Condition OF_STAGE =
      PROGRAMRULEVARIABLE.SOURCETYPE.eq(inline(NEWEST_OF_STAGE));

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        withoutCondition(schema),
        withoutPriority(schema),
        withoutAction(schema),
        variablesWithoutDataElement(schema),
        variablesWithoutAttribute(schema),
        variablesWithoutStage(schema));
  }

  /** A blank condition counts as none, unlike in DHIS2 2.42: the rule engine cannot tell them. */
  private static SqlCheck withoutCondition(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "program_rules_without_condition",
            "programRulesWithNoCondition",
            "program_rules_no_expression")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(RULES)
        .texts(
            "Program rules without condition",
            "These rules have no condition. It can never be true, so their actions are never taken.",
            "Give each rule a condition, true if its actions are to be taken always, or delete it.",
            RULE_PLACE + ", Enter program rule expression")
        .reads(schema, PROGRAMRULE.RULECONDITION)
        .outOf(PROGRAMRULE)
        .issues(rules(Comments.isBlank(PROGRAMRULE.RULECONDITION)));
  }

  /**
   * All rules, as in DHIS2 2.42, but as a warning only where the order matters. DHIS2 2.36 looked
   * at rules that assign values only, which is an option here.
   */
  private static SqlCheck withoutPriority(Dhis2Schema schema) {
    Condition assigns =
        exists(
            selectOne()
                .from(PROGRAMRULEACTION)
                .where(PROGRAMRULEACTION.PROGRAMRULEID.eq(PROGRAMRULE.PROGRAMRULEID))
                .and(PROGRAMRULEACTION.ACTIONTYPE.eq(inline("ASSIGN"))));
    return SqlCheck.seed(
            SECTION,
            "program_rules_no_priority",
            "programRulesWithNoPriority",
            "program_rules_without_priority")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(RULES)
        .texts(
            "Program rules without priority",
            "These rules have no priority, so they run after all others in no certain order. That"
                + " matters for rules which assign values that other rules read; for the others it"
                + " is worth knowing only.",
            "Give rules that assign values a lower number than the rules that read the values.",
            RULE_PLACE + ", Enter program rule details")
        .reads(schema, PROGRAMRULE.PRIORITY, PROGRAMRULEACTION.PROGRAMRULEID)
        .outOf(PROGRAMRULE)
        .only(CheckOption.ASSIGNING_RULES_ONLY, PROGRAMRULE, assigns)
        .issues(
            select(
                    PROGRAMRULE.UID.as(IssueColumns.ID),
                    PROGRAMRULE.NAME.as(IssueColumns.NAME),
                    when(assigns, inline("assigns values")).as(IssueColumns.COMMENT),
                    programOfRow(),
                    when(assigns, inline(Severity.WARNING.name()))
                        .otherwise(inline(Severity.INFO.name()))
                        .as(IssueColumns.SEVERITY))
                .from(PROGRAMRULE)
                .join(PROGRAM)
                .on(PROGRAM.PROGRAMID.eq(PROGRAMRULE.PROGRAMID))
                .where(PROGRAMRULE.PRIORITY.isNull()));
  }

  private static SqlCheck withoutAction(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "program_rules_no_action",
            "programRulesWithNoAction",
            "program_rules_without_action")
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of(RULES)
        .texts(
            "Program rules without action",
            "These rules have no action, so nothing happens when their condition is true. Each of"
                + " them is still evaluated with every form.",
            "Add the action that is missing, or delete the rule.",
            RULE_PLACE + ", Define program rule actions")
        .reads(schema, PROGRAMRULEACTION.PROGRAMRULEID)
        .outOf(PROGRAMRULE)
        .issues(rules(LooseObjects.unnamed(PROGRAMRULE, PROGRAMRULEACTION)));
  }

  /** One issue per variable; DHIS2 2.42 groups them by program, as in the next check. */
  private static SqlCheck variablesWithoutDataElement(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "program_rule_variables_without_data_element",
            "programRuleVariablesWithNoDataElement")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(VARIABLES)
        .texts(
            "Program rule variables without data element",
            "These variables take their value from a data element but name none, so they are always"
                + " empty and rules that use them go wrong.",
            "Choose the data element, or delete the variable.",
            VARIABLE_PLACE)
        .reads(schema, PROGRAMRULEVARIABLE.SOURCETYPE, PROGRAMRULEVARIABLE.DATAELEMENTID)
        .outOf(PROGRAMRULEVARIABLE, OF_DATA_ELEMENT)
        .issues(variables(OF_DATA_ELEMENT.and(PROGRAMRULEVARIABLE.DATAELEMENTID.isNull())));
  }

  private static SqlCheck variablesWithoutAttribute(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION,
            "program_rule_variables_without_attribute",
            "programRuleVariablesWithNoAttribute")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(VARIABLES)
        .texts(
            "Program rule variables without attribute",
            "These variables take their value from a tracked entity attribute but name none, so"
                + " they are always empty and rules that use them go wrong.",
            "Choose the tracked entity attribute, or delete the variable.",
            VARIABLE_PLACE)
        .reads(schema, PROGRAMRULEVARIABLE.SOURCETYPE, PROGRAMRULEVARIABLE.TRACKEDENTITYATTRIBUTEID)
        .outOf(PROGRAMRULEVARIABLE, OF_ATTRIBUTE)
        .issues(variables(OF_ATTRIBUTE.and(PROGRAMRULEVARIABLE.TRACKEDENTITYATTRIBUTEID.isNull())));
  }

  /** Not in DHIS2. */
  private static SqlCheck variablesWithoutStage(Dhis2Schema schema) {
    return SqlCheck.extended(SECTION, "program_rule_variables_without_program_stage")
        .rated(Severity.WARNING)
        .of(VARIABLES)
        .texts(
            "Program rule variables without program stage",
            "These variables take their value from the newest event of a program stage but name no"
                + " stage, so they are always empty and rules that use them go wrong.",
            "Choose the program stage, or another source for the variable.",
            VARIABLE_PLACE)
        .reads(schema, PROGRAMRULEVARIABLE.SOURCETYPE, PROGRAMRULEVARIABLE.PROGRAMSTAGEID)
        .outOf(PROGRAMRULEVARIABLE, OF_STAGE)
        .issues(variables(OF_STAGE.and(PROGRAMRULEVARIABLE.PROGRAMSTAGEID.isNull())));
  }

  private static Select<?> rules(Condition wrong) {
    return select(
            PROGRAMRULE.UID.as(IssueColumns.ID),
            PROGRAMRULE.NAME.as(IssueColumns.NAME),
            programOfRow())
        .from(PROGRAMRULE)
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAMRULE.PROGRAMID))
        .where(wrong);
  }

  private static Select<?> variables(Condition wrong) {
    return select(
            PROGRAMRULEVARIABLE.UID.as(IssueColumns.ID),
            PROGRAMRULEVARIABLE.NAME.as(IssueColumns.NAME),
            programOfRow())
        .from(PROGRAMRULEVARIABLE)
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAMRULEVARIABLE.PROGRAMID))
        .where(wrong);
  }

  private static Field<String[]> programOfRow() {
    return IssueColumns.ref("programs", PROGRAM.UID, PROGRAM.NAME).as(IssueColumns.REFS);
  }
}
