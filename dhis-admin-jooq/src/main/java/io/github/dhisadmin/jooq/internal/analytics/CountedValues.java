package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.run.Warning;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The data values that become rows, as narrow tuples: places in the work tables, which the columns
 * are joined by, and the number or text. Each value is checked and cast once.
 */
final class CountedValues {
  /**
   * Numbers longer than this could be beyond what a double holds; they are left out and counted.
   */
  private static final int LONGEST_NUMBER = 200;

  private static final int NAMED_IN_WARNING = 5;

  private static final String PLAIN_NUMBER = "^(-?[0-9]+)(\\.[0-9]+)?$";

  /** What a cast accepts, with an exponent that a double holds. */
  private static final String CASTABLE_NUMBER =
      "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?$";

  private final BuildSettings settings;
  private final String adminSchema;

  /** Number of places per dimension, known once the work tables are there. */
  private List<Long> sizes = List.of();

  CountedValues(BuildSettings settings, String adminSchema) {
    this.settings = settings;
    this.adminSchema = adminSchema;
  }

  /** Looks at the work tables, whose sizes decide how the storage order is computed. */
  void order(DSLContext ctx) {
    sizes =
        DataValueDimensions.sizes(
            ctx,
            adminSchema,
            WorkTable.DATA_ELEMENT,
            WorkTable.CATEGORY_OPTION_COMBO,
            WorkTable.ORGANISATION_UNIT,
            WorkTable.PERIOD);
  }

  /** The values of a year that count, as narrow tuples in storage order. */
  Select<?> ofYear(int year) {
    SelectConditionStep<?> values =
        select(
                WorkTable.place("d").as("d"),
                WorkTable.place("c").as("c"),
                WorkTable.place("o").as("o"),
                WorkTable.place("p").as("p"),
                DATAVALUE.ATTRIBUTEOPTIONCOMBOID.as("ao"),
                number().as("v"),
                when(isClass(DataValueDimensions.TEXT), DATAVALUE.VALUE)
                    .cast(SQLDataType.CLOB)
                    .as("t"))
            .from(DATAVALUE)
            .join(WorkTable.PERIOD.as(adminSchema, "p"))
            .on(WorkTable.id("p").eq(DATAVALUE.PERIODID))
            .join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
            .on(WorkTable.id("d").eq(DATAVALUE.DATAELEMENTID))
            .join(WorkTable.CATEGORY_OPTION_COMBO.as(adminSchema, "c"))
            .on(WorkTable.id("c").eq(DATAVALUE.CATEGORYOPTIONCOMBOID))
            .join(WorkTable.ORGANISATION_UNIT.as(adminSchema, "o"))
            .on(WorkTable.id("o").eq(DATAVALUE.SOURCEID))
            .where(column("p", "year", SQLDataType.INTEGER).eq(inline(year)))
            .and(validInMonth())
            .and(DATAVALUE.DELETED.isFalse())
            .and(DATAVALUE.VALUE.isNotNull())
            .and(counts());
    return values.orderBy(storageOrder());
  }

  /** A group set row with a start date holds for that month only; hooks may write such rows. */
  private static Condition validInMonth() {
    Field<LocalDate> month = column("o", "monthstart", SQLDataType.LOCALDATE);
    return month.isNull().or(month.eq(column("p", "monthstart", SQLDataType.LOCALDATE)));
  }

  private Condition counts() {
    Condition notZero =
        column("d", "keepszero", SQLDataType.BOOLEAN).isTrue().or(DATAVALUE.VALUE.ne(inline("0")));
    return isClass(DataValueDimensions.NUMERIC)
        .and(notZero)
        .and(isNumber())
        .or(
            isClass(DataValueDimensions.BOOLEAN)
                .and(DATAVALUE.VALUE.in(inline("true"), inline("false"))))
        .or(isClass(DataValueDimensions.TRUE_ONLY).and(DATAVALUE.VALUE.eq(inline("true"))))
        .or(isClass(DataValueDimensions.TEXT));
  }

  /** Whether a value can become a number without the statement failing. */
  private Condition isNumber() {
    boolean plain = settings.validateNumbers();
    return DATAVALUE
        .VALUE
        .likeRegex(inline(plain ? PLAIN_NUMBER : CASTABLE_NUMBER))
        .and(DSL.length(DATAVALUE.VALUE).le(inline(LONGEST_NUMBER)));
  }

  private static Field<Double> number() {
    return case_()
        .when(isClass(DataValueDimensions.NUMERIC), DATAVALUE.VALUE.cast(SQLDataType.DOUBLE))
        .when(isClass(DataValueDimensions.TEXT), castNull(SQLDataType.DOUBLE))
        .when(DATAVALUE.VALUE.eq(inline("true")), inline(1.0d))
        .else_(inline(0.0d));
  }

  /**
   * The four places as one number, which sorts several times faster than four columns. If the
   * dimensions are too large for that, periods are left unordered within a unit.
   */
  private List<Field<?>> storageOrder() {
    List<String> aliases = List.of("d", "c", "o", "p");
    BigDecimal tuples = BigDecimal.ONE;
    for (Long size : sizes) {
      tuples = tuples.multiply(BigDecimal.valueOf(size + 1));
    }
    boolean fits = tuples.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    Field<Long> key = WorkTable.place("d");
    for (int i = 1; i < (fits ? aliases.size() : aliases.size() - 1); i++) {
      key = key.mul(inline(sizes.get(i) + 1)).plus(WorkTable.place(aliases.get(i)));
    }
    return List.of(key);
  }

  /** Values of numeric elements that are no numbers, if there are any. */
  List<Warning> findings(DSLContext ctx) {
    Field<String> element = column("d", "dx", AnalyticsColumn.UID);
    Map<String, Integer> wrong =
        ctx.select(element, count())
            .from(DATAVALUE)
            .join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
            .on(WorkTable.id("d").eq(DATAVALUE.DATAELEMENTID))
            .where(isClass(DataValueDimensions.NUMERIC))
            .and(DATAVALUE.DELETED.isFalse())
            .and(DATAVALUE.VALUE.isNotNull())
            .and(DSL.not(isNumber()))
            .groupBy(element)
            .orderBy(count().desc(), element)
            .fetchMap(element, count());
    if (wrong.isEmpty()) {
      return List.of();
    }
    String worst =
        wrong.keySet().stream().limit(NAMED_IN_WARNING).collect(Collectors.joining(", "));
    return List.of(
        new Warning(
            "VALUE_NOT_NUMERIC",
            AnalyticsTableType.DATA_VALUE.tableName(),
            "Values of "
                + wrong.size()
                + " numeric data elements are not numbers and were left out, most of them of "
                + worst,
            wrong.values().stream().mapToLong(Integer::longValue).sum()));
  }

  private static Condition isClass(String valueClass) {
    return column("d", "valueclass", SQLDataType.CLOB).eq(inline(valueClass));
  }
}
