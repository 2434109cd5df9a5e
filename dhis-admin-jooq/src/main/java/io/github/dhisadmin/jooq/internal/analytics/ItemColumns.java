package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.nullif;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The columns of data elements or attributes. A value's text comes from the alias {@code texts},
 * where each item has a column of its uid; what it is as a value of its type is evaluated once, as
 * the alias {@code typed}, and all columns of the item are made of that.
 */
final class ItemColumns {
  /** Where the texts come from. */
  static final String TEXTS = "texts";

  private static final String TYPED = "typed";
  private static final int NAMED_IN_WARNING = 5;

  /** PostgreSQL takes no more than a hundred arguments. */
  private static final int ARGUMENTS = 90;

  private final List<TrackerItem> items;
  private final boolean postgis;
  private final boolean unitGeometry;

  ItemColumns(List<TrackerItem> items, Dhis2Schema schema) {
    this.items = List.copyOf(items);
    this.postgis = schema.hasPostgis();
    this.unitGeometry = schema.hasGeometry(ORGANISATIONUNIT);
  }

  List<String> uids() {
    return items.stream().map(TrackerItem::uid).toList();
  }

  /**
   * The columns, over what {@link #joinedTo} adds. A value that is an organisation unit has a
   * column with the unit's name and, with PostGIS, one with its geometry.
   *
   * @param legends whether there is a column per legend set
   */
  List<AnalyticsColumn> columns(boolean legends) {
    List<AnalyticsColumn> columns = new ArrayList<>();
    for (TrackerItem item : items) {
      ItemType type = type(item);
      columns.add(value(item, type));
      if (item.organisationUnit() && unitGeometry) {
        columns.add(
            new AnalyticsColumn(
                item.uid() + "_geom",
                AnalyticsColumn.GEOMETRY,
                false,
                Access.SHAPE,
                column(unitOf(item), "geometry", AnalyticsColumn.GEOMETRY)));
      }
      if (item.organisationUnit()) {
        columns.add(
            AnalyticsColumn.fact(
                item.uid() + "_name",
                SQLDataType.CLOB,
                column(unitOf(item), "name", SQLDataType.CLOB)));
      }
      if (legends && type.numeric()) {
        for (LegendSet set : item.legendSets()) {
          columns.add(
              AnalyticsColumn.uid(
                  item.uid() + "_" + set.uid(),
                  false,
                  Access.IF_SELECTIVE,
                  set.uidOf(number(typed(item)))));
        }
      }
    }
    return columns;
  }

  /** One column per item, over what {@link #joinedTo} adds. */
  List<AnalyticsColumn> valueColumns() {
    return items.stream().map(item -> value(item, type(item))).toList();
  }

  private AnalyticsColumn value(TrackerItem item, ItemType type) {
    return new AnalyticsColumn(item.uid(), type.column(), false, access(item, type), typed(item));
  }

  /** Adds to tables with the texts what the columns are made of. */
  Table<?> joinedTo(Table<?> from) {
    if (items.isEmpty()) {
      return from;
    }
    Table<?> joined = from.crossJoin(RowExpressions.once(values(), TYPED));
    for (TrackerItem item : items) {
      if (item.organisationUnit()) {
        Table<?> unit = ORGANISATIONUNIT.as(unitOf(item));
        joined =
            joined
                .leftJoin(unit)
                .on(column(unitOf(item), "uid", SQLDataType.VARCHAR(11)).eq(text(item)));
      }
    }
    return joined;
  }

  private Select<?> values() {
    return select(
        items.stream().map(item -> type(item).value(text(item)).as(name(item.uid()))).toList());
  }

  /** Whether there is any value that can be no value of its type. */
  boolean mayReject() {
    return items.stream().anyMatch(this::converted);
  }

  /** How many of a row's values became null; null if none did. */
  Field<Integer> rejected() {
    List<TrackerItem> converted = items.stream().filter(this::converted).toList();
    Field<Integer> rejected = inline(0);
    for (int i = 0; i < converted.size(); i += ARGUMENTS) {
      List<TrackerItem> some = converted.subList(i, Math.min(i + ARGUMENTS, converted.size()));
      rejected =
          rejected
              .plus(present(some.stream().<Field<?>>map(ItemColumns::text).toList()))
              .minus(present(some.stream().<Field<?>>map(this::typed).toList()));
    }
    return nullif(rejected, inline(0));
  }

  private static Field<Integer> present(List<Field<?>> values) {
    return DSL.function(name("num_nonnulls"), SQLDataType.INTEGER, values.toArray(Field[]::new));
  }

  /**
   * What became null among the values of some rows.
   *
   * @param rows where the texts are, with what {@link #joinedTo} adds, and only rows of interest
   */
  Optional<Warning> rejected(DSLContext ctx, String table, Table<?> rows) {
    List<TrackerItem> converted = items.stream().filter(this::converted).toList();
    List<Field<Integer>> counts =
        converted.stream()
            .map(
                item ->
                    count()
                        .filterWhere(text(item).isNotNull().and(typed(item).isNull()))
                        .as(name(item.uid())))
            .toList();
    Record counted = ctx.select(counts).from(rows).fetchSingle();
    Map<String, Integer> wrong = new LinkedHashMap<>();
    for (TrackerItem item : converted) {
      int values = counted.get(item.uid(), Integer.class);
      if (values > 0) {
        wrong.put(item.uid(), values);
      }
    }
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    String worst =
        wrong.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(NAMED_IN_WARNING)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return Optional.of(
        new Warning(
            "VALUE_NOT_OF_TYPE",
            table,
            "Values of "
                + wrong.size()
                + " data elements or attributes are not of their value type and are null, most of"
                + " them of "
                + worst,
            wrong.values().stream().mapToLong(Integer::longValue).sum()));
  }

  /**
   * Values that have no legend as they are in several.
   *
   * @param filled a table with the columns
   */
  List<Warning> ambiguous(DSLContext ctx, String table, Table<?> filled) {
    List<Warning> warnings = new ArrayList<>();
    for (TrackerItem item : items) {
      if (type(item).numeric()) {
        for (LegendSet set : item.legendSets()) {
          set.ambiguous(number(DSL.field(name(item.uid()), type(item).column())))
              .map(condition -> ctx.fetchCount(filled, condition))
              .filter(values -> values > 0)
              .map(
                  values ->
                      new Warning(
                          "LEGENDS_OVERLAP",
                          table,
                          "Values of "
                              + item.uid()
                              + " are in several legends of "
                              + set.uid()
                              + " and so have none",
                          values))
              .ifPresent(warnings::add);
        }
      }
    }
    return warnings;
  }

  private boolean converted(TrackerItem item) {
    return type(item) != ItemType.TEXT;
  }

  private ItemType type(TrackerItem item) {
    return ItemType.of(item.valueType(), postgis);
  }

  private static Access access(TrackerItem item, ItemType type) {
    if (type == ItemType.POINT) {
      return Access.SHAPE;
    }
    return item.freeText() ? Access.FACT : Access.IF_SELECTIVE;
  }

  private static Field<Double> number(Field<?> value) {
    return value.cast(SQLDataType.DOUBLE);
  }

  private static Field<String> text(TrackerItem item) {
    return column(TEXTS, item.uid(), SQLDataType.CLOB);
  }

  private Field<?> typed(TrackerItem item) {
    return column(TYPED, item.uid(), type(item).column());
  }

  private static String unitOf(TrackerItem item) {
    return "unit_" + item.uid();
  }
}
