package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMNOTIFICATIONTEMPLATE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMRULE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMRULEACTION;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * Checks of what program rules do. There is one issue per action; DHIS2 2.42 groups them by rule
 * and fails on an action without rule. As actions have no name, an issue goes by the type of the
 * action and the rule.
 */
final class ProgramRuleActionChecks implements CheckFamily {
  private static final CheckSection SECTION = CheckSection.PROGRAM_RULES;
  private static final String ACTIONS = "programRuleActions";
  private static final String PLACE = "Maintenance app, Program rule, Define program rule actions";
  private static final String HIDE_OPTION = "HIDEOPTION";
  private static final String HIDE_OPTION_GROUP = "HIDEOPTIONGROUP";
  private static final String SHOW_OPTION_GROUP = "SHOWOPTIONGROUP";
  private static final Condition ON_FIELD =
      ofType("HIDEFIELD", "SETMANDATORYFIELD", HIDE_OPTION, HIDE_OPTION_GROUP, SHOW_OPTION_GROUP);
  private static final Condition ASSIGNING = ofType("ASSIGN");
  private static final Condition SENDING = ofType("SENDMESSAGE", "SCHEDULEMESSAGE");
  private static final Condition ON_SECTION = ofType("HIDESECTION");
  private static final Condition ON_STAGE = ofType("HIDEPROGRAMSTAGE", "SCHEDULEEVENT");

  /** Until 2.41 an action holds the uid of its template, without a foreign key. */
  private static final String TEMPLATE_UID = "templateuid";

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        withoutDataObject(schema),
        withoutNotification(schema),
        withoutSection(schema),
        withoutStage(schema),
        withoutRule(schema));
  }

  /**
   * Actions on a field, as in DHIS2 2.42, and beyond it what its importer demands: assignments need
   * a field or a variable in their content, actions on options the option or the group.
   */
  private static SqlCheck withoutDataObject(Dhis2Schema schema) {
    Condition noField =
        PROGRAMRULEACTION
            .DATAELEMENTID
            .isNull()
            .and(PROGRAMRULEACTION.TRACKEDENTITYATTRIBUTEID.isNull());
    Condition nowhere = ASSIGNING.and(noField).and(Comments.isBlank(PROGRAMRULEACTION.CONTENT));
    Condition noOption = ofType(HIDE_OPTION).and(PROGRAMRULEACTION.OPTIONID.isNull());
    Condition noGroup =
        ofType(HIDE_OPTION_GROUP, SHOW_OPTION_GROUP).and(PROGRAMRULEACTION.OPTIONGROUPID.isNull());
    Field<String> comment =
        Comments.joined(
            when(ON_FIELD.and(noField), inline("no data element or attribute")),
            when(nowhere, inline("no data element, attribute or variable to assign to")),
            when(noOption, inline("no option")),
            when(noGroup, inline("no option group")));
    return SqlCheck.seed(
            SECTION,
            "program_rule_actions_without_data_object",
            "programRuleActionsWithNoDataObject")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(ACTIONS)
        .texts(
            "Program rule actions without what they act on",
            "These actions hide, demand or assign a value but do not say which data element,"
                + " attribute, option or option group they mean, so they do nothing.",
            "Choose what the action is about, or delete the action.",
            PLACE)
        .reads(
            schema,
            PROGRAMRULEACTION.ACTIONTYPE,
            PROGRAMRULEACTION.DATAELEMENTID,
            PROGRAMRULEACTION.TRACKEDENTITYATTRIBUTEID,
            PROGRAMRULEACTION.CONTENT,
            PROGRAMRULEACTION.OPTIONID,
            PROGRAMRULEACTION.OPTIONGROUPID)
        .outOf(PROGRAMRULEACTION, ON_FIELD.or(ASSIGNING))
        .issues(actions(comment, ON_FIELD.and(noField).or(nowhere).or(noOption).or(noGroup)));
  }

  private static SqlCheck withoutNotification(Dhis2Schema schema) {
    boolean byUid =
        schema.hasColumn(PROGRAMRULEACTION, TEMPLATE_UID)
            && !schema.hasColumn(PROGRAMRULEACTION.NOTIFICATIONTEMPLATEID);
    SqlCheck.Draft check =
        SqlCheck.seed(
                SECTION,
                "program_rule_actions_without_notification",
                "programRuleActionsWithNoNotification",
                "program_rules_message_no_template",
                "PRMNT")
            .rated(Severity.SEVERE, Severity.WARNING)
            .of(ACTIONS)
            .texts(
                "Program rule actions without message template",
                "These actions send or schedule a message but name no template that exists, so no"
                    + " message is ever sent.",
                "Choose the message template, or delete the action.",
                PLACE)
            .outOf(PROGRAMRULEACTION, SENDING);
    return byUid
        ? check
            .reads(schema, PROGRAMRULEACTION.ACTIONTYPE, PROGRAMNOTIFICATIONTEMPLATE)
            .issues(withoutNotificationByUid())
        : check
            .reads(schema, PROGRAMRULEACTION.ACTIONTYPE, PROGRAMRULEACTION.NOTIFICATIONTEMPLATEID)
            .issues(
                actions(
                    inline("no template"),
                    SENDING.and(PROGRAMRULEACTION.NOTIFICATIONTEMPLATEID.isNull())));
  }

  /** DHIS2 looks for null only, and so misses templates that were deleted. */
  private static Select<?> withoutNotificationByUid() {
    Field<String> uid =
        field(
            name(PROGRAMRULEACTION.getUnqualifiedName(), name(TEMPLATE_UID)), SQLDataType.VARCHAR);
    Condition unknown =
        notExists(
            selectOne()
                .from(PROGRAMNOTIFICATIONTEMPLATE)
                .where(PROGRAMNOTIFICATIONTEMPLATE.UID.eq(uid)));
    return actions(
        when(Comments.isBlank(uid), inline("no template"))
            .otherwise(concat(inline("no template with uid "), uid)),
        SENDING.and(Comments.isBlank(uid).or(unknown)));
  }

  private static SqlCheck withoutSection(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION, "program_rule_actions_without_section", "programRuleActionsWithNoSectionId")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(ACTIONS)
        .texts(
            "Program rule actions without section",
            "These actions hide a section of a form but do not say which, so they do nothing.",
            "Choose the section, or delete the action.",
            PLACE)
        .reads(schema, PROGRAMRULEACTION.ACTIONTYPE, PROGRAMRULEACTION.PROGRAMSTAGESECTIONID)
        .outOf(PROGRAMRULEACTION, ON_SECTION)
        .issues(
            actions(
                inline("no section"),
                ON_SECTION.and(PROGRAMRULEACTION.PROGRAMSTAGESECTIONID.isNull())));
  }

  /** Scheduling an event needs a stage as well, which DHIS2 does not look at. */
  private static SqlCheck withoutStage(Dhis2Schema schema) {
    return SqlCheck.seed(
            SECTION, "program_rule_actions_without_stage_id", "programRuleActionsWithNoStageId")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(ACTIONS)
        .texts(
            "Program rule actions without program stage",
            "These actions hide a program stage or schedule an event of one but do not say which,"
                + " so they do nothing.",
            "Choose the program stage, or delete the action.",
            PLACE)
        .reads(schema, PROGRAMRULEACTION.ACTIONTYPE, PROGRAMRULEACTION.PROGRAMSTAGEID)
        .outOf(PROGRAMRULEACTION, ON_STAGE)
        .issues(
            actions(
                inline("no program stage"),
                ON_STAGE.and(PROGRAMRULEACTION.PROGRAMSTAGEID.isNull())));
  }

  /** Not in DHIS2. */
  private static SqlCheck withoutRule(Dhis2Schema schema) {
    return SqlCheck.extended(SECTION, "program_rule_actions_without_rule")
        .rated(Severity.WARNING)
        .of(ACTIONS)
        .texts(
            "Program rule actions without rule",
            "These actions belong to no rule. They are never taken, cannot be seen in any app, and"
                + " make checks of DHIS2 itself fail.",
            "Delete the action.",
            "Web API, programRuleActions")
        .reads(schema, PROGRAMRULEACTION.PROGRAMRULEID)
        .outOf(PROGRAMRULEACTION)
        .issues(actions(inline("no rule"), PROGRAMRULEACTION.PROGRAMRULEID.isNull()));
  }

  private static Select<?> actions(Field<String> comment, Condition wrong) {
    return select(
            PROGRAMRULEACTION.UID.as(IssueColumns.ID),
            when(PROGRAMRULE.PROGRAMRULEID.isNull(), PROGRAMRULEACTION.ACTIONTYPE)
                .otherwise(concat(PROGRAMRULEACTION.ACTIONTYPE, inline(" of "), PROGRAMRULE.NAME))
                .as(IssueColumns.NAME),
            comment.as(IssueColumns.COMMENT),
            when(
                    PROGRAMRULE.PROGRAMRULEID.isNotNull(),
                    array(
                        IssueColumns.text("programRules", PROGRAMRULE.UID, PROGRAMRULE.NAME),
                        IssueColumns.text("programs", PROGRAM.UID, PROGRAM.NAME)))
                .as(IssueColumns.REFS))
        .from(PROGRAMRULEACTION)
        .leftJoin(PROGRAMRULE)
        .on(PROGRAMRULE.PROGRAMRULEID.eq(PROGRAMRULEACTION.PROGRAMRULEID))
        .leftJoin(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAMRULE.PROGRAMID))
        .where(wrong);
  }

  private static Condition ofType(String... types) {
    return PROGRAMRULEACTION.ACTIONTYPE.in(
        Stream.of(types).map(type -> inline(type)).toArray(Field<?>[]::new));
  }
}
