package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMINDICATOR;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.List;

/** Checks of program indicators, apart from what their expressions say. */
final class ProgramIndicatorChecks implements CheckFamily {

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(withoutExpression(schema));
  }

  /** A blank expression counts as none, unlike in DHIS2 2.42. */
  private static SqlCheck withoutExpression(Dhis2Schema schema) {
    return SqlCheck.extended(
            CheckSection.PROGRAM_INDICATORS, "program_indicators_without_expression")
        .byDefault()
        .rated(Severity.SEVERE, Severity.SEVERE)
        .of("programIndicators")
        .texts(
            "Program indicators without expression",
            "These program indicators have no expression, so there is nothing to compute. Analyses"
                + " that contain them fail.",
            "Give each program indicator an expression, or delete it.",
            "Maintenance app, Program indicator, Edit expression")
        .reads(schema, PROGRAMINDICATOR.EXPRESSION, PROGRAMINDICATOR.PROGRAMID)
        .outOf(PROGRAMINDICATOR)
        .issues(
            select(
                    PROGRAMINDICATOR.UID.as(IssueColumns.ID),
                    PROGRAMINDICATOR.NAME.as(IssueColumns.NAME),
                    IssueColumns.ref("programs", PROGRAM.UID, PROGRAM.NAME).as(IssueColumns.REFS))
                .from(PROGRAMINDICATOR)
                .join(PROGRAM)
                .on(PROGRAM.PROGRAMID.eq(PROGRAMINDICATOR.PROGRAMID))
                .where(Comments.isBlank(PROGRAMINDICATOR.EXPRESSION)));
  }
}
