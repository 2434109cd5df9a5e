package io.github.dhisadmin.jooq.internal.integrity;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.jooq.internal.period.PeriodSql;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.period.PeriodType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Periods and what their type says of them. Periods have no uid; their key stands for it. */
final class PeriodChecks implements CheckFamily {
  private static final String TYPE = "periods";
  private static final String PLACE = "Not in the user interface; in the database, table period";
  private static final Field<String> KEY = PERIOD.PERIODID.cast(SQLDataType.VARCHAR);
  private static final Field<String> PERIOD_NAME =
      concat(PERIODTYPE.NAME, inline(" "), PERIOD.STARTDATE);
  private static final Condition KNOWN_TYPE =
      PERIODTYPE.NAME.in(
          Arrays.stream(PeriodType.values()).map(type -> inline(type.dhis2Name())).toList());

  @Override
  public List<SqlCheck> checks(Dhis2Schema schema) {
    return List.of(
        duplicates(schema), insideOthers(schema), withWrongEnd(schema), withWrongIso(schema));
  }

  /**
   * One issue per type and first day; DHIS2 2.42 lists each pair twice, so that its number grows
   * with the square of the duplicates.
   */
  private SqlCheck duplicates(Dhis2Schema schema) {
    Field<String> period =
        IssueColumns.text(TYPE, inline(""), concat(KEY, inline(" until "), PERIOD.ENDDATE));
    return SqlCheck.seed(
            CheckSection.PERIODS,
            "periods_same_start_date_period_type",
            "duplicatePeriods",
            "periods_duplicates")
        .rated(Severity.CRITICAL, Severity.CRITICAL)
        .profile(UpgradeBlockerChecks.PROFILE)
        .of(TYPE)
        .texts(
            "Duplicate periods",
            "There is more than one period of the same type that begins on the same day; they differ"
                + " in their last day. Values entered for one are not found by the other, and an"
                + " upgrade to DHIS2 2.43 fails.",
            "Move the values of all but one of the periods to it, then delete the others.",
            PLACE)
        .reads(schema, PERIOD, PERIODTYPE)
        .outOf(PERIOD)
        .issues(
            select(
                    concat(PERIODTYPE.NAME, inline(":"), PERIOD.STARTDATE).as(IssueColumns.ID),
                    PERIOD_NAME.as(IssueColumns.NAME),
                    concat(count(), inline(" periods; keep "), min(PERIOD.PERIODID))
                        .as(IssueColumns.COMMENT),
                    arrayAgg(period).orderBy(PERIOD.PERIODID).as(IssueColumns.REFS))
                .from(PERIOD)
                .join(PERIODTYPE)
                .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
                .groupBy(PERIODTYPE.NAME, PERIOD.STARTDATE)
                .having(count().gt(inline(1))));
  }

  /**
   * Not in DHIS2, which compares first days only. Its upgrade to 2.43 makes the identifier of a
   * period of the day it begins on, so that a month that begins on the 15th is the month itself.
   */
  private SqlCheck insideOthers(Dhis2Schema schema) {
    Field<LocalDate> lastBefore =
        max(PERIOD.ENDDATE)
            .over()
            .partitionBy(PERIOD.PERIODTYPEID)
            .orderBy(PERIOD.STARTDATE)
            .groupsBetweenUnboundedPreceding()
            .andPreceding(1)
            .as("lastbefore");
    Table<?> periods =
        select(PERIOD.PERIODID, PERIOD.PERIODTYPEID, PERIOD.STARTDATE, lastBefore)
            .from(PERIOD)
            .asTable("periods");
    Field<Long> id = periods.field(PERIOD.PERIODID);
    Field<LocalDate> start = periods.field(PERIOD.STARTDATE);
    Field<String> key = id.cast(SQLDataType.VARCHAR);
    Field<String> holder =
        IssueColumns.text(
            TYPE,
            inline(""),
            concat(KEY, inline(" from "), PERIOD.STARTDATE, inline(" until "), PERIOD.ENDDATE));
    return SqlCheck.extended(CheckSection.PERIODS, "periods_starting_inside_another")
        .profile(UpgradeBlockerChecks.PROFILE)
        .rated(Severity.SEVERE)
        .of(TYPE)
        .texts(
            "Periods that begin inside another period of their type",
            "These periods begin before another one of the same type has ended. Values for the same"
                + " days are entered under both, and an upgrade to DHIS2 2.43 fails if both begin"
                + " in the same month, or whatever their type is.",
            "Find out which of the periods has the wrong days, move its values to the right one,"
                + " then delete it.",
            PLACE)
        .reads(schema, PERIOD, PERIODTYPE)
        .outOf(PERIOD)
        .issues(
            select(
                    key.as(IssueColumns.ID),
                    concat(PERIODTYPE.NAME, inline(" "), start).as(IssueColumns.NAME),
                    concat(inline("another one ends on "), max(PERIOD.ENDDATE))
                        .as(IssueColumns.COMMENT),
                    arrayAgg(holder).orderBy(PERIOD.PERIODID).as(IssueColumns.REFS))
                .from(periods)
                .join(PERIODTYPE)
                .on(PERIODTYPE.PERIODTYPEID.eq(periods.field(PERIOD.PERIODTYPEID)))
                .join(PERIOD)
                .on(PERIOD.PERIODTYPEID.eq(PERIODTYPE.PERIODTYPEID))
                .and(PERIOD.ENDDATE.eq(periods.field(lastBefore)))
                .and(PERIOD.STARTDATE.lt(start))
                .where(periods.field(lastBefore).ge(start))
                .groupBy(id, PERIODTYPE.PERIODTYPEID, start));
  }

  private SqlCheck withWrongEnd(Dhis2Schema schema) {
    Field<LocalDate> expected =
        PeriodSql.extend(PERIODTYPE.NAME, PERIOD.STARTDATE, inline(1)).sub(inline(1));
    Table<?> periods =
        select(
                KEY.as(IssueColumns.ID),
                PERIOD_NAME.as(IssueColumns.NAME),
                PERIOD.ENDDATE,
                expected.cast(SQLDataType.LOCALDATE).as("expected"))
            .from(PERIOD)
            .join(PERIODTYPE)
            .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
            .where(KNOWN_TYPE)
            .asTable("periods");
    Field<LocalDate> end = periods.field(PERIOD.ENDDATE);
    Field<LocalDate> due = periods.field("expected", LocalDate.class);
    return SqlCheck.extended(CheckSection.PERIODS, "periods_with_wrong_end_date")
        .rated(Severity.WARNING)
        .of(TYPE)
        .texts(
            "Periods that do not end when their type says",
            "These periods end on another day than periods of their type do when they begin on that"
                + " day, such as a month that ends on the 15th.",
            "Correct the last day, or move the values to the right period and delete this one.",
            PLACE)
        .reads(schema, PERIOD, PERIODTYPE)
        .outOf(PERIOD)
        .issues(
            select(
                    periods.field(IssueColumns.ID),
                    periods.field(IssueColumns.NAME),
                    concat(inline("ends on "), end, inline(" instead of "), due)
                        .as(IssueColumns.COMMENT))
                .from(periods)
                .where(end.ne(due)));
  }

  private SqlCheck withWrongIso(Dhis2Schema schema) {
    Field<String> iso = field(name(PERIOD.getName(), "iso"), String.class);
    Table<?> periods =
        select(
                KEY.as(IssueColumns.ID),
                PERIOD_NAME.as(IssueColumns.NAME),
                iso.as("iso"),
                PeriodSql.isoId(PERIODTYPE.NAME, PERIOD.STARTDATE).as("expected"))
            .from(PERIOD)
            .join(PERIODTYPE)
            .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
            .where(KNOWN_TYPE)
            .asTable("periods");
    Field<String> actual = periods.field("iso", String.class);
    Field<String> due = periods.field("expected", String.class);
    return SqlCheck.extended(CheckSection.PERIODS, "periods_with_wrong_iso")
        .rated(Severity.SEVERE)
        .of(TYPE)
        .texts(
            "Periods whose identifier is not that of their dates",
            "The identifier that DHIS2 keeps with these periods is another one than their type and"
                + " first day give. Values are found under one and shown under the other.",
            "Correct the identifier, after making sure that no other period has it.",
            PLACE)
        .reads(schema, PERIOD, PERIODTYPE)
        .needs("period.iso", schema.hasPeriodIso())
        .outOf(PERIOD)
        .issues(
            select(
                    periods.field(IssueColumns.ID),
                    periods.field(IssueColumns.NAME),
                    concat(
                            inline("identifier "),
                            coalesce(actual, inline("missing")),
                            inline(" instead of "),
                            due)
                        .as(IssueColumns.COMMENT))
                .from(periods)
                .where(actual.isDistinctFrom(due)));
  }
}
