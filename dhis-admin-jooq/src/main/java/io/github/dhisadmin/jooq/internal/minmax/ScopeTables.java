package io.github.dhisadmin.jooq.internal.minmax;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASET;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.dhis2.tables.Organisationunit;
import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.uid.UidLookup;
import io.github.dhisadmin.minmax.MinMaxScope;
import io.github.dhisadmin.minmax.MinMaxScope.Depth;
import java.util.List;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The organisation units and data elements of a scope, as tables of a with clause. Units are found
 * by their parents, as stored paths may be wrong; a cycle is walked once. They are found before the
 * query and handed to it: PostgreSQL lets several processes work only on what none of its with
 * clauses has to collect first.
 *
 * @param unit the units
 * @param element the data elements
 * @param numericElement those whose values are numbers; PostgreSQL knows how many these are, but
 *     not how many a condition on {@code element} leaves
 */
record ScopeTables(
    CommonTableExpression<?> unit,
    CommonTableExpression<?> element,
    CommonTableExpression<?> numericElement) {
  /** What to select from, once {@link #unit} is in the query's with clause. */
  static final Table<Record> UNIT = table(name("unit"));

  static final Field<Long> UNIT_ID = field(name("unit", "id"), SQLDataType.BIGINT);

  /** What to select from, once {@link #element} is in the query's with clause. */
  static final Table<Record> ELEMENT = table(name("element"));

  static final Field<Long> ELEMENT_ID = field(name("element", "id"), SQLDataType.BIGINT);
  static final Field<String> VALUE_TYPE = field(name("element", "valuetype"), SQLDataType.VARCHAR);

  /** What to select from, once {@link #numericElement} is in the query's with clause. */
  static final Table<Record> NUMERIC_ELEMENT = table(name("numeric_element"));

  static final Field<Long> NUMERIC_ELEMENT_ID =
      field(name("numeric_element", "id"), SQLDataType.BIGINT);

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
    Map<Long, String> elements = elements(ctx, dataSets);
    return new ScopeTables(
        ids("unit", scope.depth() == Depth.SELF ? units : subtree(ctx, units)),
        withTypes(elements),
        ids("numeric_element", numeric(elements)));
  }

  /** All of them, for a with clause. */
  List<CommonTableExpression<?>> all() {
    return List.of(unit, element, numericElement);
  }

  private static Long[] subtree(DSLContext ctx, Long[] roots) {
    Organisationunit child = ORGANISATIONUNIT.as("child");
    return ctx.withRecursive(
            name("unit")
                .fields("id")
                .as(
                    select(ORGANISATIONUNIT.ORGANISATIONUNITID)
                        .from(ORGANISATIONUNIT)
                        .where(ORGANISATIONUNIT.ORGANISATIONUNITID.eq(any(BoundArray.of(roots))))
                        .union(
                            select(child.ORGANISATIONUNITID)
                                .from(UNIT)
                                .join(child)
                                .on(child.PARENTID.eq(UNIT_ID)))))
        .select(UNIT_ID)
        .from(UNIT)
        .fetch(UNIT_ID)
        .toArray(Long[]::new);
  }

  private static Map<Long, String> elements(DSLContext ctx, Long[] dataSets) {
    return ctx.selectDistinct(DATAELEMENT.DATAELEMENTID, DATAELEMENT.VALUETYPE)
        .from(DATASETELEMENT)
        .join(DATAELEMENT)
        .on(DATAELEMENT.DATAELEMENTID.eq(DATASETELEMENT.DATAELEMENTID))
        .where(DATASETELEMENT.DATASETID.eq(any(BoundArray.of(dataSets))))
        .orderBy(DATAELEMENT.DATAELEMENTID)
        .fetchMap(DATAELEMENT.DATAELEMENTID, DATAELEMENT.VALUETYPE);
  }

  private static Long[] numeric(Map<Long, String> elements) {
    return elements.entrySet().stream()
        .filter(element -> Numbers.isNumericType(element.getValue()))
        .map(Map.Entry::getKey)
        .toArray(Long[]::new);
  }

  private static CommonTableExpression<?> ids(String name, Long[] ids) {
    return name(name)
        .fields("id")
        .asNotMaterialized(
            select(field(name("known", "id"), SQLDataType.BIGINT))
                .from(ArrayRows.of("known", List.of(val(ids)), "id")));
  }

  private static CommonTableExpression<?> withTypes(Map<Long, String> elements) {
    return name("element")
        .fields("id", "valuetype")
        .asNotMaterialized(
            select(
                    field(name("known", "id"), SQLDataType.BIGINT),
                    field(name("known", "valuetype"), SQLDataType.VARCHAR))
                .from(
                    ArrayRows.of(
                        "known",
                        List.of(
                            val(elements.keySet().toArray(Long[]::new)),
                            val(elements.values().toArray(String[]::new))),
                        "id",
                        "valuetype")));
  }
}
