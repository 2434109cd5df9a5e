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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.SelectFromStep;
import org.jooq.SelectOnConditionStep;
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
  static final int LONGEST_NUMBER = 200;

  private static final int NAMED_IN_WARNING = 5;

  /** A work table that values have a place in, under its alias. */
  private record Dimension(String alias, WorkTable table) {}

  /** Those that decide first about the storage order first. */
  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("d", WorkTable.DATA_ELEMENT),
          new Dimension("c", WorkTable.CATEGORY_OPTION_COMBO),
          new Dimension("a", WorkTable.ATTRIBUTE_OPTION_COMBO),
          new Dimension("o", WorkTable.ORGANISATION_UNIT),
          new Dimension("p", WorkTable.PERIOD));

  /** What most numbers look like. */
  static final String PLAIN_NUMBER = "^(-?[0-9]+)(\\.[0-9]+)?$";

  /**
   * Down to which level the unit's ancestors are hidden, as the element is not aggregated there.
   */
  static final String CUT = "cut";

  /** What a cast accepts, with an exponent that a double holds. */
  private static final String CASTABLE_NUMBER =
      "^[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?$";

  private final BuildSettings settings;
  private final String adminSchema;

  /** Known once the work tables are there. */
  private StorageOrder order = new StorageOrder(List.of());

  CountedValues(BuildSettings settings, String adminSchema) {
    this.settings = settings;
    this.adminSchema = adminSchema;
  }

  /** Looks at the work tables, whose sizes decide how the storage order is computed. */
  void order(DSLContext ctx) {
    order =
        new StorageOrder(
            DIMENSIONS.stream()
                .map(
                    each ->
                        new StorageOrder.Dimension(
                            each.alias(), each.table().size(ctx, adminSchema)))
                .toList());
  }

  /**
   * The values that changed, and of which year they are, whether they count or not.
   *
   * @param key of a value, over the aliases of the work tables
   */
  Select<?> changedSince(LocalDateTime moment, Field<String> key) {
    return joined(
            DSL.selectDistinct(
                key.cast(SQLDataType.CLOB).as(ChangedKeys.KEY),
                column("p", "year", SQLDataType.INTEGER).as(ChangedKeys.YEAR)))
        .where(DATAVALUE.LASTUPDATED.ge(inline(moment)));
  }

  /**
   * The values of a part, whether they count or not.
   *
   * @param key of a value, over the aliases of the work tables
   */
  Select<?> keysOf(Partition part, Field<String> key) {
    return joined(DSL.selectDistinct(key.cast(SQLDataType.CLOB).as(ChangedKeys.KEY)))
        .where(isOfYear(part))
        .and(part.holdsWritten(DATAVALUE.getName()));
  }

  private static Condition isOfYear(Partition part) {
    return column("p", "year", SQLDataType.INTEGER).eq(inline(part.year().orElseThrow()));
  }

  /** The values of a part that count, as narrow tuples in storage order. */
  Select<?> of(Partition part) {
    return unordered(part).orderBy(order.keys());
  }

  /** The same in whatever order. */
  SelectConditionStep<?> unordered(Partition part) {
    List<SelectField<?>> fields = new ArrayList<>();
    DIMENSIONS.forEach(each -> fields.add(narrow(WorkTable.place(each.alias())).as(each.alias())));
    fields.add(cut().as(CUT));
    fields.add(number().as("v"));
    fields.add(
        when(isClass(DataValueDimensions.TEXT), DATAVALUE.VALUE).cast(SQLDataType.CLOB).as("t"));
    if (settings.computesOutliers()) {
      OutlierStatisticsTable.STATISTICS.forEach(
          statistic -> fields.add(column("s", statistic, SQLDataType.DOUBLE)));
    }
    SelectOnConditionStep<?> values = joined(select(fields));
    if (settings.computesOutliers()) {
      values =
          values
              .leftJoin(WorkTable.OUTLIER_STATISTICS.as(adminSchema, "s"))
              .on(OutlierStatisticsTable.isSeriesOf(DATAVALUE, "s"));
    }
    return values
        .where(isOfYear(part))
        .and(part.holds(DATAVALUE.LASTUPDATED))
        .and(part.holdsWritten(DATAVALUE.getName()))
        .and(validInMonth())
        .and(DATAVALUE.DELETED.isFalse())
        .and(DATAVALUE.VALUE.isNotNull())
        .and(counts());
  }

  /** Values with their dimensions. */
  private SelectOnConditionStep<?> joined(SelectFromStep<?> fields) {
    return fields
        .from(DATAVALUE)
        .join(WorkTable.PERIOD.as(adminSchema, "p"))
        .on(WorkTable.id("p").eq(DATAVALUE.PERIODID))
        .join(WorkTable.DATA_ELEMENT.as(adminSchema, "d"))
        .on(WorkTable.id("d").eq(DATAVALUE.DATAELEMENTID))
        .join(WorkTable.CATEGORY_OPTION_COMBO.as(adminSchema, "c"))
        .on(WorkTable.id("c").eq(DATAVALUE.CATEGORYOPTIONCOMBOID))
        .join(WorkTable.ATTRIBUTE_OPTION_COMBO.as(adminSchema, "a"))
        .on(WorkTable.id("a").eq(DATAVALUE.ATTRIBUTEOPTIONCOMBOID))
        .join(WorkTable.ORGANISATION_UNIT.as(adminSchema, "o"))
        .on(WorkTable.id("o").eq(DATAVALUE.SOURCEID));
  }

  /**
   * A place as an integer: less to sort, and an expression of which the planner does not assume
   * that no two values share it.
   */
  private static Field<Integer> narrow(Field<Long> place) {
    return place.cast(SQLDataType.INTEGER);
  }

  /** Which ancestors of the unit are hidden, asked once for all of them. */
  private static Field<Integer> cut() {
    Field<Integer> level = column("o", "oulevel", SQLDataType.INTEGER);
    return DSL.coalesce(
        DSL.arrayGet(column("d", "levelcuts", SQLDataType.INTEGER.array()), level), inline(0));
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
