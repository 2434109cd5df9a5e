package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATOR;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUP;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUPSET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORGROUPSETMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.INDICATORTYPE;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;

/** Indicators, their formulas and groups; what is in a formula is checked elsewhere. */
final class IndicatorChecks implements CheckFamily {
  private static final String TYPE = "indicators";

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(withEqualFormula(schema), withoutGroup(schema), inSeveralGroupsOfOneSet(schema));
  }

  /**
   * DHIS2 joins numerator and denominator without anything between them, so that 1/11 and 11/1 are
   * the same to it (2.42).
   */
  private SqlCheck withEqualFormula(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.INDICATORS,
            "indicators_exact_duplicates",
            "indicators_with_identical_formulas",
            "indicatorsWithIdenticalFormulas",
            "IWIF")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Indicators with the same formula",
            "These indicators have the same numerator and the same denominator as another one, white"
                + " space and comments aside. No value is wrong, but two names for one formula"
                + " drift apart sooner or later.",
            "Keep one indicator of each group and replace the others where they are used, unless"
                + " they differ on purpose in their type.",
            "Maintenance app, Indicator")
        .reads(schema, INDICATOR.NUMERATOR, INDICATOR.DENOMINATOR, INDICATORTYPE.INDICATORFACTOR)
        .outOf(INDICATOR)
        .issues(EqualFormulas.query());
  }

  private SqlCheck withoutGroup(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.INDICATORS,
            "indicators_not_grouped",
            "indicatorsWithoutGroups",
            "indicators_without_groups")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Indicators without group",
            "These indicators are in no indicator group. Analysts find indicators by their group,"
                + " and will not find these.",
            "Add each indicator to at least one group.",
            "Maintenance app, Indicator group")
        .reads(schema, INDICATOR, INDICATORGROUPMEMBERS)
        .outOf(INDICATOR)
        .issues(LooseObjects.of(INDICATOR, INDICATORGROUPMEMBERS));
  }

  private SqlCheck inSeveralGroupsOfOneSet(Dhis2Schema schema) {
    return SqlCheck.seed(
            CheckSection.INDICATORS,
            "indicators_violating_exclusive_group_sets",
            "indicatorsViolatingExclusiveGroupSets")
        .rated(Severity.WARNING, Severity.WARNING)
        .of(TYPE)
        .texts(
            "Indicators in several groups of one group set",
            "These indicators are in more than one group of the same group set, although the groups"
                + " of a set exclude each other.",
            "Keep each indicator in one group of the set and take it out of the others.",
            "Maintenance app, Indicator group")
        .reads(
            schema,
            INDICATOR,
            INDICATORGROUPMEMBERS,
            INDICATORGROUP,
            INDICATORGROUPSET,
            INDICATORGROUPSETMEMBERS)
        .outOf(INDICATOR)
        .issues(
            new GroupSetQuery(
                    INDICATOR,
                    INDICATORGROUPMEMBERS,
                    INDICATORGROUP,
                    INDICATORGROUPSETMEMBERS,
                    INDICATORGROUPSET)
                .inSeveralGroupsOfOneSet("indicatorGroups", "indicatorGroupSets"));
  }
}
