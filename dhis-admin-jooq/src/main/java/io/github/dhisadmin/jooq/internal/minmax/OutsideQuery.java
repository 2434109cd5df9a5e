package io.github.dhisadmin.jooq.internal.minmax;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYOPTIONCOMBO;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MINMAXDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIODTYPE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Categoryoptioncombo;
import io.github.dhisadmin.jooq.internal.period.StoredPeriods;
import io.github.dhisadmin.minmax.ValueOutsideBounds;
import io.github.dhisadmin.minmax.ValueOutsideBounds.DataPoint;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Reads values outside their bounds, those farthest outside first (2.42, outlierDetection). */
final class OutsideQuery {
  private static final String OUTSIDE = "outside";
  private static final Field<Long> ELEMENT = key("element");
  private static final Field<Long> PERIOD_ID = key("period");
  private static final Field<Long> UNIT = key("unit");
  private static final Field<Long> COMBO = key("combo");
  private static final Field<Long> ATTRIBUTE_COMBO = key("attributecombo");
  private static final Field<Integer> MINIMUM = field(name(OUTSIDE, "minimum"), Integer.class);
  private static final Field<Integer> MAXIMUM = field(name(OUTSIDE, "maximum"), Integer.class);
  private static final Field<Double> NUMBER = field(name(OUTSIDE, "number"), Double.class);
  private static final Categoryoptioncombo OPTION_COMBO = CATEGORYOPTIONCOMBO.as("optioncombo");
  private static final Categoryoptioncombo ATTRIBUTE_OPTION_COMBO =
      CATEGORYOPTIONCOMBO.as("attributeoptioncombo");

  private final DSLContext ctx;

  OutsideQuery(DSLContext ctx) {
    this.ctx = ctx;
  }

  List<ValueOutsideBounds> read(ScopeTables scope, int limit) {
    Field<Double> minimum = MINIMUM.cast(SQLDataType.DOUBLE);
    Field<Double> maximum = MAXIMUM.cast(SQLDataType.DOUBLE);
    Field<Double> distance = greatest(minimum.sub(NUMBER), NUMBER.sub(maximum));
    return ctx.withRecursive(scope.all())
        .select(
            DATAELEMENT.UID,
            PERIODTYPE.NAME,
            PERIOD.STARTDATE,
            PERIOD.ENDDATE,
            ORGANISATIONUNIT.UID,
            ORGANISATIONUNIT.NAME,
            OPTION_COMBO.UID,
            ATTRIBUTE_OPTION_COMBO.UID,
            NUMBER,
            MINIMUM,
            MAXIMUM,
            distance)
        .from(values())
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(ELEMENT))
        .join(PERIOD)
        .on(PERIOD.PERIODID.eq(PERIOD_ID))
        .leftJoin(PERIODTYPE)
        .on(PERIODTYPE.PERIODTYPEID.eq(PERIOD.PERIODTYPEID))
        .join(ORGANISATIONUNIT)
        .on(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(UNIT))
        .join(OPTION_COMBO)
        .on(OPTION_COMBO.CATEGORYOPTIONCOMBOID.eq(COMBO))
        .join(ATTRIBUTE_OPTION_COMBO)
        .on(ATTRIBUTE_OPTION_COMBO.CATEGORYOPTIONCOMBOID.eq(ATTRIBUTE_COMBO))
        .where(NUMBER.lt(minimum).or(NUMBER.gt(maximum)))
        .orderBy(
            distance.desc(),
            DATAELEMENT.UID,
            PERIOD.STARTDATE,
            ORGANISATIONUNIT.UID,
            OPTION_COMBO.UID,
            ATTRIBUTE_OPTION_COMBO.UID)
        .limit(limit)
        .fetch(
            row ->
                new ValueOutsideBounds(
                    new DataPoint(
                        row.get(DATAELEMENT.UID),
                        StoredPeriods.isoId(
                            row.get(PERIODTYPE.NAME),
                            row.get(PERIOD.STARTDATE),
                            row.get(PERIOD.ENDDATE)),
                        row.get(ORGANISATIONUNIT.UID),
                        row.get(ORGANISATIONUNIT.NAME),
                        row.get(OPTION_COMBO.UID),
                        row.get(ATTRIBUTE_OPTION_COMBO.UID),
                        row.get(NUMBER)),
                    row.get(MINIMUM),
                    row.get(MAXIMUM),
                    row.get(distance)));
  }

  /** The values that have bounds; the offset keeps a text from being read as a number twice. */
  private static Table<?> values() {
    return select(
            DATAVALUE.DATAELEMENTID,
            DATAVALUE.PERIODID,
            DATAVALUE.SOURCEID,
            DATAVALUE.CATEGORYOPTIONCOMBOID,
            DATAVALUE.ATTRIBUTEOPTIONCOMBOID,
            MINMAXDATAELEMENT.MINIMUMVALUE,
            MINMAXDATAELEMENT.MAXIMUMVALUE,
            Numbers.of(DATAVALUE.VALUE))
        .from(MINMAXDATAELEMENT)
        .join(ScopeTables.NUMERIC_ELEMENT)
        .on(ScopeTables.NUMERIC_ELEMENT_ID.eq(MINMAXDATAELEMENT.DATAELEMENTID))
        .join(ScopeTables.UNIT)
        .on(ScopeTables.UNIT_ID.eq(MINMAXDATAELEMENT.SOURCEID))
        .join(DATAVALUE)
        .on(DATAVALUE.DATAELEMENTID.eq(MINMAXDATAELEMENT.DATAELEMENTID))
        .and(DATAVALUE.SOURCEID.eq(MINMAXDATAELEMENT.SOURCEID))
        .and(DATAVALUE.CATEGORYOPTIONCOMBOID.eq(MINMAXDATAELEMENT.CATEGORYOPTIONCOMBOID))
        .where(DATAVALUE.DELETED.isFalse())
        .and(DATAVALUE.VALUE.isNotNull())
        .offset(Numbers.ONCE)
        .asTable(
            OUTSIDE,
            "element",
            "period",
            "unit",
            "combo",
            "attributecombo",
            "minimum",
            "maximum",
            "number");
  }

  private static Field<Long> key(String column) {
    return field(name(OUTSIDE, column), SQLDataType.BIGINT);
  }
}
