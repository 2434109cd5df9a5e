package io.github.dhisadmin.jooq.internal.minmax;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.CATEGORYCOMBOS_OPTIONCOMBOS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATASETELEMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.MINMAXDATAELEMENT;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.ELEMENT;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.ELEMENT_ID;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.NUMERIC_ELEMENT;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.NUMERIC_ELEMENT_ID;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.UNIT;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.UNIT_ID;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.VALUE_TYPE;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.stddevPop;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.withRecursive;

import io.github.dhisadmin.minmax.ManualValues;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * One query that tells what is to be done with each bound of a scope: values are grouped, bounds
 * computed, and both compared with what is stored. The formula is that of DHIS2 (2.42,
 * minMaxValues): mean and standard deviation of all values there are, of any period and attribute
 * option combo; the bounds lie a factor of deviations around the mean, rounded half up.
 */
final class BoundsPlan {
  /** What is to be done with a bound. */
  enum Action {
    /** It is new. */
    ADD,
    /** It becomes another one. */
    CHANGE,
    /** It is right. */
    LEAVE,
    /** Nothing speaks for it any more. */
    REMOVE,
    /** A person entered it. */
    KEEP_MANUAL,
    /** There is none, and there will be none. */
    NONE
  }

  private static final String NAME = "dhis_admin_bounds";

  /** What to select from, once it was made of {@link #rows}. */
  static final Table<Record> TABLE = table(name(NAME));

  static final Field<Long> PLAN_ELEMENT = column(NAME, "element", SQLDataType.BIGINT);
  static final Field<Long> PLAN_UNIT = column(NAME, "unit", SQLDataType.BIGINT);
  static final Field<Long> PLAN_COMBO = column(NAME, "combo", SQLDataType.BIGINT);
  static final Field<Integer> PLAN_MINIMUM = column(NAME, "minimum", SQLDataType.INTEGER);
  static final Field<Integer> PLAN_MAXIMUM = column(NAME, "maximum", SQLDataType.INTEGER);
  static final Field<Long> PLAN_IGNORED = column(NAME, "ignored", SQLDataType.BIGINT);
  static final Field<String> PLAN_ACTION = column(NAME, "action", SQLDataType.VARCHAR);

  private static final double LEAST_INTEGER = Integer.MIN_VALUE;
  private static final double GREATEST_INTEGER = Integer.MAX_VALUE;

  private final ScopeTables scope;
  private final double factor;
  private final ManualValues manual;

  BoundsPlan(ScopeTables scope, double factor, ManualValues manual) {
    this.scope = scope;
    this.factor = factor;
    this.manual = manual;
  }

  /** The rows of the plan. */
  Select<?> rows() {
    List<CommonTableExpression<?>> tables = new ArrayList<>(scope.all());
    tables.add(combos());
    tables.add(groups());
    tables.add(bounds());
    tables.add(stored());
    return withRecursive(tables)
        .select(
            either("element").as(PLAN_ELEMENT),
            either("unit").as(PLAN_UNIT),
            either("combo").as(PLAN_COMBO),
            minimum("bound").as(PLAN_MINIMUM),
            maximum("bound").as(PLAN_MAXIMUM),
            coalesce(column("bound", "ignored", SQLDataType.BIGINT), inline(0L)).as(PLAN_IGNORED),
            action().as(PLAN_ACTION))
        .from(table(name("bound")))
        .fullJoin(table(name("stored")))
        .on(same("element"))
        .and(same("unit"))
        .and(same("combo"));
  }

  private Field<String> action() {
    Condition isStored = column("stored", "element", SQLDataType.BIGINT).isNotNull();
    Condition generated = column("stored", "generated", SQLDataType.BOOLEAN).isTrue();
    Condition kept =
        manual == ManualValues.KEEP ? isStored.and(generated.not()) : inline(false).isTrue();
    Condition computed = minimum("bound").isNotNull();
    Condition right =
        generated
            .and(minimum("stored").eq(minimum("bound")))
            .and(maximum("stored").eq(maximum("bound")));
    return when(kept, inline(Action.KEEP_MANUAL.name()))
        .when(computed.and(isStored.not()), inline(Action.ADD.name()))
        .when(isStored.not(), inline(Action.NONE.name()))
        .when(computed.not(), inline(Action.REMOVE.name()))
        .when(right, inline(Action.LEAVE.name()))
        .otherwise(inline(Action.CHANGE.name()));
  }

  /** The option combos that a data element has by itself or in a data set. */
  private static CommonTableExpression<?> combos() {
    return name("combo")
        .fields("element", "id")
        .as(
            select(ELEMENT_ID, CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID)
                .from(ELEMENT)
                .join(DATAELEMENT)
                .on(DATAELEMENT.DATAELEMENTID.eq(ELEMENT_ID))
                .join(CATEGORYCOMBOS_OPTIONCOMBOS)
                .on(CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(DATAELEMENT.CATEGORYCOMBOID))
                .union(
                    select(ELEMENT_ID, CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYOPTIONCOMBOID)
                        .from(ELEMENT)
                        .join(DATASETELEMENT)
                        .on(DATASETELEMENT.DATAELEMENTID.eq(ELEMENT_ID))
                        .join(CATEGORYCOMBOS_OPTIONCOMBOS)
                        .on(
                            CATEGORYCOMBOS_OPTIONCOMBOS.CATEGORYCOMBOID.eq(
                                DATASETELEMENT.CATEGORYCOMBOID))));
  }

  private static CommonTableExpression<?> groups() {
    Field<Long> element = column("number", "element", SQLDataType.BIGINT);
    Field<Long> unit = column("number", "unit", SQLDataType.BIGINT);
    Field<Long> combo = column("number", "combo", SQLDataType.BIGINT);
    Field<Double> value = column("number", "value", SQLDataType.DOUBLE);
    return name("sample")
        .fields("element", "unit", "combo", "mean", "deviation", "lowest", "highest", "ignored")
        .as(
            select(
                    element,
                    unit,
                    combo,
                    avg(value),
                    stddevPop(value),
                    min(value),
                    max(value),
                    count().sub(count(value)))
                .from(numbers())
                .groupBy(element, unit, combo));
  }

  /**
   * The values, each looked at once: the offset keeps PostgreSQL from repeating the expression in
   * every aggregate.
   */
  private static Table<?> numbers() {
    return select(
            DATAVALUE.DATAELEMENTID,
            DATAVALUE.SOURCEID,
            DATAVALUE.CATEGORYOPTIONCOMBOID,
            Numbers.of(DATAVALUE.VALUE))
        .from(DATAVALUE)
        .join(NUMERIC_ELEMENT)
        .on(NUMERIC_ELEMENT_ID.eq(DATAVALUE.DATAELEMENTID))
        .join(UNIT)
        .on(UNIT_ID.eq(DATAVALUE.SOURCEID))
        .where(DATAVALUE.DELETED.isFalse())
        .and(DATAVALUE.VALUE.isNotNull())
        .offset(Numbers.ONCE)
        .asTable("number", "element", "unit", "combo", "value");
  }

  /** Groups without bounds stay in, as they may have values to report. */
  private CommonTableExpression<?> bounds() {
    Field<Double> mean = column("sample", "mean", SQLDataType.DOUBLE);
    Field<Double> margin = column("sample", "deviation", SQLDataType.DOUBLE).mul(inline(factor));
    Field<Double> lowest = column("sample", "lowest", SQLDataType.DOUBLE);
    Field<Double> highest = column("sample", "highest", SQLDataType.DOUBLE);
    Field<Long> element = column("sample", "element", SQLDataType.BIGINT);
    Field<Long> combo = column("sample", "combo", SQLDataType.BIGINT);
    Table<?> raw =
        select(
                element,
                column("sample", "unit", SQLDataType.BIGINT),
                combo,
                VALUE_TYPE,
                // Equal values have no deviation; rounding errors must not invent one.
                when(lowest.lt(highest), mean.sub(margin)),
                when(lowest.lt(highest), mean.add(margin)),
                column("sample", "ignored", SQLDataType.BIGINT))
            .from(table(name("sample")))
            .join(ELEMENT)
            .on(ELEMENT_ID.eq(element))
            .join(table(name("combo")))
            .on(column("combo", "element", SQLDataType.BIGINT).eq(element))
            .and(column("combo", "id", SQLDataType.BIGINT).eq(combo))
            .asTable("raw", "element", "unit", "combo", "valuetype", "lower", "upper", "ignored");
    Field<String> type = column("raw", "valuetype", SQLDataType.VARCHAR);
    Table<?> rounded =
        select(
                column("raw", "element", SQLDataType.BIGINT),
                column("raw", "unit", SQLDataType.BIGINT),
                column("raw", "combo", SQLDataType.BIGINT),
                lower(type, integer(column("raw", "lower", SQLDataType.DOUBLE))),
                upper(type, integer(column("raw", "upper", SQLDataType.DOUBLE))),
                column("raw", "ignored", SQLDataType.BIGINT))
            .from(raw)
            .asTable("rounded", "element", "unit", "combo", "minimum", "maximum", "ignored");
    // Values on the wrong side of zero leave nothing between the bounds.
    Condition possible = minimum("rounded").le(maximum("rounded"));
    return name("bound")
        .fields("element", "unit", "combo", "minimum", "maximum", "ignored")
        .as(
            select(
                    column("rounded", "element", SQLDataType.BIGINT),
                    column("rounded", "unit", SQLDataType.BIGINT),
                    column("rounded", "combo", SQLDataType.BIGINT),
                    when(possible, minimum("rounded")),
                    when(possible, maximum("rounded")),
                    column("rounded", "ignored", SQLDataType.BIGINT))
                .from(rounded));
  }

  /** Half up, as Math.round does, but never around the corner of the column's range. */
  private static Field<Integer> integer(Field<Double> value) {
    Field<Double> below = floor(value);
    Field<Double> rounded =
        when(value.sub(below).ge(inline(0.5d)), below.add(inline(1.0d))).otherwise(below);
    return when(
        value.isNotNull(),
        greatest(least(rounded, inline(GREATEST_INTEGER)), inline(LEAST_INTEGER))
            .cast(SQLDataType.INTEGER));
  }

  private static Field<Integer> lower(Field<String> type, Field<Integer> bound) {
    return when(
            bound
                .isNotNull()
                .and(type.in(inline("INTEGER_POSITIVE"), inline("INTEGER_ZERO_OR_POSITIVE"))),
            greatest(bound, inline(0)))
        .otherwise(bound);
  }

  private static Field<Integer> upper(Field<String> type, Field<Integer> bound) {
    return when(bound.isNotNull().and(type.eq(inline("INTEGER_NEGATIVE"))), least(bound, inline(0)))
        .otherwise(bound);
  }

  private static CommonTableExpression<?> stored() {
    return name("stored")
        .fields("element", "unit", "combo", "minimum", "maximum", "generated")
        .as(
            select(
                    MINMAXDATAELEMENT.DATAELEMENTID,
                    MINMAXDATAELEMENT.SOURCEID,
                    MINMAXDATAELEMENT.CATEGORYOPTIONCOMBOID,
                    MINMAXDATAELEMENT.MINIMUMVALUE,
                    MINMAXDATAELEMENT.MAXIMUMVALUE,
                    MINMAXDATAELEMENT.GENERATEDVALUE)
                .from(MINMAXDATAELEMENT)
                .join(ELEMENT)
                .on(ELEMENT_ID.eq(MINMAXDATAELEMENT.DATAELEMENTID))
                .join(UNIT)
                .on(UNIT_ID.eq(MINMAXDATAELEMENT.SOURCEID))
                .where(MINMAXDATAELEMENT.CATEGORYOPTIONCOMBOID.isNotNull()));
  }

  private static Field<Long> either(String key) {
    return coalesce(
        column("bound", key, SQLDataType.BIGINT), column("stored", key, SQLDataType.BIGINT));
  }

  private static Condition same(String key) {
    return column("bound", key, SQLDataType.BIGINT).eq(column("stored", key, SQLDataType.BIGINT));
  }

  private static Field<Integer> minimum(String table) {
    return column(table, "minimum", SQLDataType.INTEGER);
  }

  private static Field<Integer> maximum(String table) {
    return column(table, "maximum", SQLDataType.INTEGER);
  }

  private static <T> Field<T> column(String table, String column, DataType<T> type) {
    return field(name(table, column), type);
  }
}
