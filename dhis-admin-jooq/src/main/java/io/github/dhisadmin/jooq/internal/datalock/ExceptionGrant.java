package io.github.dhisadmin.jooq.internal.datalock;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETSOURCE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.LOCKEXCEPTION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sequence;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.values;

import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.period.StoredPeriods;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.uid.UidLookup;
import io.github.dhisadmin.period.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.SelectOnConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Adds an exception for each organisation unit, data set and period that has none, in one statement
 * however many there are.
 */
final class ExceptionGrant {
  /** Any number; two grants that waited for each other must not add the same. */
  private static final long LOCK = 0x6c6f636b_65786370L;

  private static final Field<String> TYPE = field(name("wanted", "type"), SQLDataType.VARCHAR);
  private static final Field<LocalDate> START =
      field(name("wanted", "startdate"), SQLDataType.LOCALDATE);
  private static final Field<LocalDate> END =
      field(name("wanted", "enddate"), SQLDataType.LOCALDATE);

  private final DSLContext ctx;
  private final Dhis2Schema schema;
  private final List<Period> periods;
  private final Long[] dataSets;
  private final Long[] organisationUnits;

  /**
   * Looks up what is named.
   *
   * @throws InvalidRequestException naming every object that there is not
   */
  ExceptionGrant(DSLContext ctx, Dhis2Schema schema, LockExceptionGrant grant) {
    this.ctx = ctx;
    this.schema = schema;
    this.periods = grant.periods().stream().map(Period::of).toList();
    UidLookup lookup = new UidLookup(ctx);
    this.dataSets = lookup.keys("data set", DATASET.DATASETID, DATASET.UID, grant.dataSets());
    this.organisationUnits =
        lookup.keys(
            "organisation unit",
            ORGANISATIONUNIT.ORGANISATIONUNITID,
            ORGANISATIONUNIT.UID,
            grant.organisationUnits());
    lookup.refuseUnknown();
  }

  LockExceptionGrantResult preview() {
    Field<Long> added = combinations(ofRightType().and(isAssigned()).and(not(isPresent())));
    Field<Long> present = combinations(ofRightType().and(isAssigned()).and(isPresent()));
    Field<Long> notAssigned = combinations(ofRightType().and(not(isAssigned())));
    Field<Long> otherType = combinations(not(ofRightType()));
    return from(added, present, notAssigned, otherType)
        .fetchSingle(
            counts ->
                new LockExceptionGrantResult(
                    counts.get(added),
                    counts.get(present),
                    counts.get(notAssigned),
                    counts.get(otherType)));
  }

  LockExceptionGrantResult add() {
    ctx.select(DSL.function(name("pg_advisory_xact_lock"), SQLDataType.OTHER, inline(LOCK)))
        .fetch();
    new StoredPeriods(ctx, schema).addMissing(collected());
    LockExceptionGrantResult planned = preview();
    int added =
        ctx.insertInto(
                LOCKEXCEPTION,
                LOCKEXCEPTION.LOCKEXCEPTIONID,
                LOCKEXCEPTION.DATASETID,
                LOCKEXCEPTION.PERIODID,
                LOCKEXCEPTION.ORGANISATIONUNITID)
            .select(
                select(
                        sequence(name("hibernate_sequence"), Long.class).nextval(),
                        DATASET.DATASETID,
                        PERIOD.PERIODID,
                        ORGANISATIONUNIT.ORGANISATIONUNITID)
                    .from(DATASET)
                    .crossJoin(ORGANISATIONUNIT)
                    .crossJoin(wanted())
                    .join(PERIODTYPE)
                    .on(PERIODTYPE.NAME.eq(TYPE))
                    .join(PERIOD)
                    .on(isStored())
                    .where(isNamed())
                    .and(ofRightType())
                    .and(isAssigned())
                    .and(not(isPresent())))
            .execute();
    return new LockExceptionGrantResult(
        added, planned.alreadyPresent(), planned.notAssigned(), planned.otherPeriodType());
  }

  /** The periods of which data can come; rows of others would be there for nothing. */
  private List<Period> collected() {
    Set<String> types =
        ctx.select(PERIODTYPE.NAME)
            .from(DATASET)
            .join(PERIODTYPE)
            .on(PERIODTYPE.PERIODTYPEID.eq(DATASET.PERIODTYPEID))
            .where(DATASET.DATASETID.eq(any(BoundArray.of(dataSets))))
            .fetchSet(PERIODTYPE.NAME);
    return periods.stream().filter(period -> types.contains(period.type().dhis2Name())).toList();
  }

  private SelectConditionStep<Record> from(SelectField<?>... fields) {
    SelectOnConditionStep<Record> combinations =
        ctx.select(fields)
            .from(DATASET)
            .crossJoin(ORGANISATIONUNIT)
            .crossJoin(wanted())
            .leftJoin(PERIODTYPE)
            .on(PERIODTYPE.NAME.eq(TYPE))
            .leftJoin(PERIOD)
            .on(isStored());
    return combinations.where(isNamed());
  }

  private Table<?> wanted() {
    RowN[] rows =
        periods.stream()
            .map(
                period ->
                    row(
                        List.of(
                            val(period.type().dhis2Name()),
                            val(period.startDate()),
                            val(period.endDate()))))
            .toArray(RowN[]::new);
    return values(rows).as("wanted", "type", "startdate", "enddate");
  }

  private static Field<Long> combinations(Condition condition) {
    return count().filterWhere(condition).coerce(SQLDataType.BIGINT);
  }

  private Condition isNamed() {
    return DATASET
        .DATASETID
        .eq(any(BoundArray.of(dataSets)))
        .and(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(any(BoundArray.of(organisationUnits))));
  }

  private static Condition isStored() {
    return PERIOD
        .PERIODTYPEID
        .eq(PERIODTYPE.PERIODTYPEID)
        .and(PERIOD.STARTDATE.eq(START))
        .and(PERIOD.ENDDATE.eq(END));
  }

  /** A type that this version of DHIS2 lacks is the type of no data set. */
  private static Condition ofRightType() {
    return DSL.coalesce(PERIODTYPE.PERIODTYPEID, inline(-1)).eq(DATASET.PERIODTYPEID);
  }

  private static Condition isAssigned() {
    return exists(
        selectOne()
            .from(DATASETSOURCE)
            .where(DATASETSOURCE.DATASETID.eq(DATASET.DATASETID))
            .and(DATASETSOURCE.SOURCEID.eq(ORGANISATIONUNIT.ORGANISATIONUNITID)));
  }

  private static Condition isPresent() {
    return exists(
        selectOne()
            .from(LOCKEXCEPTION)
            .where(LOCKEXCEPTION.DATASETID.eq(DATASET.DATASETID))
            .and(LOCKEXCEPTION.PERIODID.eq(PERIOD.PERIODID))
            .and(LOCKEXCEPTION.ORGANISATIONUNITID.eq(ORGANISATIONUNIT.ORGANISATIONUNITID)));
  }
}
