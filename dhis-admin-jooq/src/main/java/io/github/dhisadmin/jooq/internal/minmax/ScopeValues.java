package io.github.dhisadmin.jooq.internal.minmax;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PERIOD;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.NUMERIC_ELEMENT;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.NUMERIC_ELEMENT_ID;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.UNIT;
import static io.github.dhisadmin.jooq.internal.minmax.ScopeTables.UNIT_ID;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.withRecursive;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Datavalue;
import io.github.dhisadmin.jooq.internal.sql.TableEstimates;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * How to come by the values of a scope that are numbers. None of DHIS2's indexes begins with the
 * organisation unit: to find the values of many units, all values are read. The values of a few
 * units lie at one place of the primary key for each data element, period that it was reported for,
 * and unit, and it is faster to look there.
 */
enum ScopeValues {
  /** Reads all values. */
  ALL,
  /** Looks at each place of the primary key where some may be. */
  BY_KEY;

  static final Field<Long> ELEMENT = field(DSL.name("number", "element"), SQLDataType.BIGINT);
  static final Field<Long> UNIT_OF_VALUE = field(DSL.name("number", "unit"), SQLDataType.BIGINT);
  static final Field<Long> COMBO = field(DSL.name("number", "combo"), SQLDataType.BIGINT);
  static final Field<Double> NUMBER = field(DSL.name("number", "value"), SQLDataType.DOUBLE);

  private static final Table<Record> USED = table(DSL.name("used"));
  private static final Field<Long> USED_ELEMENT =
      field(DSL.name("used", "element"), SQLDataType.BIGINT);
  private static final Field<Long> USED_PERIOD =
      field(DSL.name("used", "period"), SQLDataType.BIGINT);

  /** So many values are read in the time that one place takes, measured at five million. */
  private static final long VALUES_PER_PLACE = 25;

  private static final Condition VALID =
      DATAVALUE.DELETED.isFalse().and(DATAVALUE.VALUE.isNotNull());

  /** The faster way for a scope. */
  static ScopeValues of(DSLContext ctx, ScopeTables scope) {
    long values = new TableEstimates(ctx).rows(DATAVALUE);
    long places = Math.multiplyExact(scope.series(), ctx.fetchCount(PERIOD));
    return places < values / VALUES_PER_PLACE ? BY_KEY : ALL;
  }

  /**
   * The values, each looked at once: the offset keeps PostgreSQL from repeating the expression in
   * every aggregate, and from looking for values in another way.
   */
  Table<?> numbers() {
    return switch (this) {
      case ALL ->
          named(
              columns()
                  .from(DATAVALUE)
                  .join(NUMERIC_ELEMENT)
                  .on(NUMERIC_ELEMENT_ID.eq(DATAVALUE.DATAELEMENTID))
                  .join(UNIT)
                  .on(UNIT_ID.eq(DATAVALUE.SOURCEID))
                  .where(VALID)
                  .offset(Numbers.ONCE));
      case BY_KEY ->
          named(
              withRecursive(usedPeriods())
                  .select(ELEMENT, UNIT_OF_VALUE, COMBO, NUMBER)
                  .from(USED)
                  .crossJoin(UNIT)
                  .crossJoin(lateral(named(atPlace()))));
    };
  }

  private static Select<?> atPlace() {
    return columns()
        .from(DATAVALUE)
        .where(DATAVALUE.DATAELEMENTID.eq(USED_ELEMENT))
        .and(DATAVALUE.PERIODID.eq(USED_PERIOD))
        .and(DATAVALUE.SOURCEID.eq(UNIT_ID))
        .and(VALID)
        .offset(Numbers.ONCE);
  }

  private static Table<?> named(Select<?> numbers) {
    return numbers.asTable("number", "element", "unit", "combo", "value");
  }

  /** Jumps in the primary key from each period of a data element to its next. */
  private static CommonTableExpression<?> usedPeriods() {
    Datavalue next = DATAVALUE.as("next");
    return DSL.name("used")
        .fields("element", "period")
        .as(
            select(NUMERIC_ELEMENT_ID, field(least(next, NUMERIC_ELEMENT_ID, noCondition())))
                .from(NUMERIC_ELEMENT)
                .unionAll(
                    select(
                            USED_ELEMENT,
                            field(least(next, USED_ELEMENT, next.PERIODID.gt(USED_PERIOD))))
                        .from(USED)
                        .where(USED_PERIOD.isNotNull())));
  }

  private static Select<Record1<Long>> least(
      Datavalue values, Field<Long> element, Condition condition) {
    return select(min(values.PERIODID))
        .from(values)
        .where(values.DATAELEMENTID.eq(element))
        .and(condition);
  }

  private static SelectSelectStep<Record4<Long, Long, Long, Double>> columns() {
    return select(
        DATAVALUE.DATAELEMENTID,
        DATAVALUE.SOURCEID,
        DATAVALUE.CATEGORYOPTIONCOMBOID,
        Numbers.of(DATAVALUE.VALUE));
  }
}
