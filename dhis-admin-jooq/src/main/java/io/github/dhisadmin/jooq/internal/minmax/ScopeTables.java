package io.github.dhisadmin.jooq.internal.minmax;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import io.github.dhisadmin.jooq.internal.uid.UidLookup;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxScope.Depth;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The organisation units and data elements of a scope, as tables of a with clause. Units are found
 * by their parents, as stored paths may be wrong; a cycle is walked once.
 *
 * @param unit the units
 * @param element the data elements
 */
record ScopeTables(CommonTableExpression<?> unit, CommonTableExpression<?> element) {
  /** What to select from, once {@link #unit} is in the query's with clause. */
  static final Table<Record> UNIT = table(name("unit"));

  static final Field<Long> UNIT_ID = field(name("unit", "id"), SQLDataType.BIGINT);

  /** What to select from, once {@link #element} is in the query's with clause. */
  static final Table<Record> ELEMENT = table(name("element"));

  static final Field<Long> ELEMENT_ID = field(name("element", "id"), SQLDataType.BIGINT);
  static final Field<String> VALUE_TYPE = field(name("element", "valuetype"), SQLDataType.VARCHAR);

  /**
   * Looks up what a scope names.
   *
   * @throws InvalidRequestException naming every uid that there is not
   */
  static ScopeTables of(DSLContext ctx, MinMaxScope scope) {
    UidLookup lookup = new UidLookup(ctx);
    Long[] dataSets = lookup.keys("data set", DATASET.DATASETID, DATASET.UID, scope.dataSets());
    Long[] units =
        lookup.keys(
            "organisation unit",
            ORGANISATIONUNIT.ORGANISATIONUNITID,
            ORGANISATIONUNIT.UID,
            scope.organisationUnits());
    lookup.refuseUnknown();
    return new ScopeTables(units(units, scope.depth()), elements(dataSets));
  }

  /** Both, for a with clause that may be recursive. */
  List<CommonTableExpression<?>> both() {
    return List.of(unit, element);
  }

  private static CommonTableExpression<?> units(Long[] roots, Depth depth) {
    Organisationunit child = ORGANISATIONUNIT.as("child");
    SelectConditionStep<Record1<Long>> named =
        select(ORGANISATIONUNIT.ORGANISATIONUNITID)
            .from(ORGANISATIONUNIT)
            .where(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(any(roots)));
    return name("unit")
        .fields("id")
        .as(
            depth == Depth.SELF
                ? named
                : named.union(
                    select(child.ORGANISATIONUNITID)
                        .from(UNIT)
                        .join(child)
                        .on(child.PARENTID.eq(UNIT_ID))));
  }

  private static CommonTableExpression<?> elements(Long[] dataSets) {
    return name("element")
        .fields("id", "valuetype")
        .as(
            selectDistinct(DATAELEMENT.DATAELEMENTID, DATAELEMENT.VALUETYPE)
                .from(DATASETELEMENT)
                .join(DATAELEMENT)
                .on(DATAELEMENT.DATAELEMENTID.eq(DATASETELEMENT.DATAELEMENTID))
                .where(DATASETELEMENT.DATASETID.eq(any(dataSets))));
  }
}
