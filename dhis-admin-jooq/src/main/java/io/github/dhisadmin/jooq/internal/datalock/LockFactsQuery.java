package io.github.dhisadmin.jooq.internal.datalock;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVAL;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALLEVEL;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAAPPROVALWORKFLOWLEVELS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAINPUTPERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.LOCKEXCEPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import io.github.dhisadmin.jooq.internal.uid.UidLookup;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.spi.LockFacts;
import io.github.dhisadmin.spi.LockFacts.Approval;
import io.github.dhisadmin.spi.LockFacts.InputPeriod;
import io.github.dhisadmin.spi.LockFacts.OptionDates;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads what decides about one data set, period, organisation unit and attribute option combo. */
final class LockFactsQuery {
  /** The key of no row: nothing can be known of a period that is not stored. */
  private static final long NO_PERIOD = -1;

  private static final String DEFAULT_NAME = "default";
  private static final String DEFAULT_UID = "HllvX50cXC0";

  private final DSLContext ctx;

  LockFactsQuery(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Reads the facts.
   *
   * @throws InvalidRequestException naming every object that there is not
   */
  LockFacts read(
      String dataSet,
      Period period,
      String organisationUnit,
      @Nullable String attributeOptionCombo) {
    Keys keys = keys(dataSet, period, organisationUnit, attributeOptionCombo);
    Record3<Double, Integer, Integer> numbers =
        ctx.select(DATASET.EXPIRYDAYS, DATASET.OPENFUTUREPERIODS, DATASET.OPENPERIODSAFTERCOENDDATE)
            .from(DATASET)
            .where(DATASET.DATASETID.eq(keys.dataSet))
            .fetchSingle();
    int exceptions =
        ctx.fetchCount(
            LOCKEXCEPTION,
            LOCKEXCEPTION.DATASETID.eq(keys.dataSet),
            LOCKEXCEPTION.PERIODID.eq(keys.period),
            LOCKEXCEPTION.ORGANISATIONUNITID.eq(keys.organisationUnit));
    return new LockFacts(
        orZero(numbers.value1()),
        exceptions,
        inputPeriods(keys),
        approval(keys).orElse(null),
        orZero(numbers.value2()),
        optionDates(keys, orZero(numbers.value3())));
  }

  private static double orZero(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  private OptionDates optionDates(Keys keys, int openPeriodsAfterEnd) {
    return ctx.select(max(CATEGORYOPTION.STARTDATE), min(CATEGORYOPTION.ENDDATE))
        .from(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS)
        .join(CATEGORYOPTION)
        .on(
            CATEGORYOPTION.CATEGORYOPTIONID.eq(
                CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONID))
        .where(CATEGORYOPTIONCOMBOS_CATEGORYOPTIONS.CATEGORYOPTIONCOMBOID.eq(keys.optionCombo))
        .fetchSingle(dates -> new OptionDates(dates.value1(), dates.value2(), openPeriodsAfterEnd));
  }

  private record Keys(long dataSet, long period, long organisationUnit, long optionCombo) {}

  private Keys keys(
      String dataSet,
      Period period,
      String organisationUnit,
      @Nullable String attributeOptionCombo) {
    UidLookup lookup = new UidLookup(ctx);
    Long[] dataSets = lookup.keys("data set", DATASET.DATASETID, DATASET.UID, List.of(dataSet));
    Long[] units =
        lookup.keys(
            "organisation unit",
            ORGANISATIONUNIT.ORGANISATIONUNITID,
            ORGANISATIONUNIT.UID,
            List.of(organisationUnit));
    Long[] combos =
        lookup.keys(
            "attribute option combo",
            CATEGORYOPTIONCOMBO.CATEGORYOPTIONCOMBOID,
            CATEGORYOPTIONCOMBO.UID,
            List.of(attributeOptionCombo == null ? defaultCombo() : attributeOptionCombo));
    lookup.refuseUnknown();
    return new Keys(dataSets[0], storedPeriod(period), units[0], combos[0]);
  }

  /** Databases that are old enough have another uid for it. */
  private String defaultCombo() {
    return ctx.select(CATEGORYOPTIONCOMBO.UID)
        .from(CATEGORYOPTIONCOMBO)
        .where(CATEGORYOPTIONCOMBO.UID.eq(DEFAULT_UID))
        .or(CATEGORYOPTIONCOMBO.NAME.eq(DEFAULT_NAME))
        .orderBy(CATEGORYOPTIONCOMBO.UID.eq(DEFAULT_UID).desc())
        .limit(1)
        .fetchOptional(CATEGORYOPTIONCOMBO.UID)
        .orElse(DEFAULT_UID);
  }

  private long storedPeriod(Period period) {
    return ctx.select(PERIOD.PERIODID)
        .from(PERIOD)
        .join(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .where(PERIODTYPE.NAME.eq(period.type().dhis2Name()))
        .and(PERIOD.STARTDATE.eq(period.startDate()))
        .and(PERIOD.ENDDATE.eq(period.endDate()))
        .fetchOptional(PERIOD.PERIODID)
        .orElse(NO_PERIOD);
  }

  private List<InputPeriod> inputPeriods(Keys keys) {
    return ctx.select(
            DATAINPUTPERIOD.PERIODID, DATAINPUTPERIOD.OPENINGDATE, DATAINPUTPERIOD.CLOSINGDATE)
        .from(DATAINPUTPERIOD)
        .where(DATAINPUTPERIOD.DATASETID.eq(keys.dataSet))
        .orderBy(DATAINPUTPERIOD.DATAINPUTPERIODID)
        .fetch(row -> new InputPeriod(row.value1() == keys.period, row.value2(), row.value3()));
  }

  /**
   * The approval at the lowest level of the workflow that is at or above the unit, by the unit that
   * approves at this level (2.42, getLockStatus).
   */
  private Optional<Approval> approval(Keys keys) {
    Organisationunit approving = ORGANISATIONUNIT.as("approving");
    Field<Long> lowestLevel =
        select(DATAAPPROVALLEVEL.DATAAPPROVALLEVELID)
            .from(DATASET)
            .join(DATAAPPROVALWORKFLOWLEVELS)
            .on(DATAAPPROVALWORKFLOWLEVELS.WORKFLOWID.eq(DATASET.WORKFLOWID))
            .join(DATAAPPROVALLEVEL)
            .on(
                DATAAPPROVALLEVEL.DATAAPPROVALLEVELID.eq(
                    DATAAPPROVALWORKFLOWLEVELS.DATAAPPROVALLEVELID))
            .where(DATASET.DATASETID.eq(keys.dataSet))
            .and(DATAAPPROVALLEVEL.ORGUNITLEVEL.le(ORGANISATIONUNIT.HIERARCHYLEVEL))
            .orderBy(DATAAPPROVALLEVEL.LEVEL.desc())
            .limit(1)
            .asField();
    // A path begins with a slash, so its first part is empty.
    Field<String> ancestor =
        function(
            name("split_part"),
            SQLDataType.VARCHAR,
            ORGANISATIONUNIT.PATH,
            inline("/"),
            DATAAPPROVALLEVEL.ORGUNITLEVEL.add(inline(1)));
    return ctx.select(DATAAPPROVALLEVEL.NAME, approving.NAME)
        .from(ORGANISATIONUNIT)
        .join(DATAAPPROVALLEVEL)
        .on(DATAAPPROVALLEVEL.DATAAPPROVALLEVELID.eq(lowestLevel))
        .join(approving)
        .on(approving.UID.eq(ancestor))
        .join(DATASET)
        .on(DATASET.DATASETID.eq(keys.dataSet))
        .join(DATAAPPROVAL)
        .on(DATAAPPROVAL.WORKFLOWID.eq(DATASET.WORKFLOWID))
        .and(DATAAPPROVAL.DATAAPPROVALLEVELID.eq(DATAAPPROVALLEVEL.DATAAPPROVALLEVELID))
        .and(DATAAPPROVAL.ORGANISATIONUNITID.eq(approving.ORGANISATIONUNITID))
        .where(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(keys.organisationUnit))
        .and(DATAAPPROVAL.PERIODID.eq(keys.period))
        .and(DATAAPPROVAL.ATTRIBUTEOPTIONCOMBOID.eq(keys.optionCombo))
        .fetchOptional(row -> new Approval(row.value1(), row.value2()));
  }
}
