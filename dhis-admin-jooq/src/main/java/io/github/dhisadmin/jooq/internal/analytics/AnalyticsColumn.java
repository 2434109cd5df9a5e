package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.Geometries;
import java.util.List;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A column of an analytics table.
 *
 * @param name its name, in DHIS2's spelling
 * @param type its exact type, which all partitions share
 * @param required whether it is declared NOT NULL
 * @param access how queries reach rows through it, which decides about its index
 * @param value what it holds, over the aliases of the table's query
 */
record AnalyticsColumn(
    String name, DataType<?> type, boolean required, Access access, Field<?> value) {

  /** How analytics queries use a column. */
  enum Access {
    /** Named by nearly every query; found through one index of all such columns, in order. */
    LEADING,
    /** Finds rows by itself. */
    SELECTIVE,
    /** Finds rows by itself if a value of it is rare enough. */
    IF_SELECTIVE,
    /** Named by nearly every query of wide rows; finds them if it spares some of the others. */
    NAMED_IF_SELECTIVE,
    /** As {@link #IF_SELECTIVE}, and rows of one value lie together in storage. */
    STORED_TOGETHER_IF_SELECTIVE,
    /** A time by which rows are found, or put in order with the latest first. */
    LATEST_FIRST,
    /** A geometry by which rows are found. */
    SHAPE,
    /** Read, never searched by. */
    FACT
  }

  static final DataType<String> UID = SQLDataType.CHAR(11);

  /** PostGIS's type, which no value has to be cast to. */
  static final DataType<Object> GEOMETRY = SQLDataType.OTHER;

  static AnalyticsColumn uid(String name, boolean required, Access access, Field<?> value) {
    return new AnalyticsColumn(name, UID, required, access, value);
  }

  /** A column per group set, category or level, from a table with such columns. */
  static List<AnalyticsColumn> dimensions(List<String> names, String alias) {
    return names.stream()
        .map(name -> uid(name, false, Access.IF_SELECTIVE, ResourceTables.column(alias, name, UID)))
        .toList();
  }

  static AnalyticsColumn fact(String name, DataType<?> type, Field<?> value) {
    return new AnalyticsColumn(name, type, false, Access.FACT, value);
  }

  static AnalyticsColumn shape(String name, Field<?> value) {
    return new AnalyticsColumn(name, GEOMETRY, false, Access.SHAPE, value);
  }

  /** A time that queries look for. */
  static AnalyticsColumn time(String name, Field<?> value) {
    return new AnalyticsColumn(name, SQLDataType.LOCALDATETIME, false, Access.LATEST_FIRST, value);
  }

  static AnalyticsColumn status(String name, Field<?> value) {
    return new AnalyticsColumn(name, SQLDataType.VARCHAR(50), false, Access.IF_SELECTIVE, value);
  }

  /** A geometry with, in columns of these names, where it is if it is a point. */
  static List<AnalyticsColumn> located(
      String name, String longitude, String latitude, Field<Object> value) {
    return List.of(
        shape(name, value),
        fact(longitude, SQLDataType.DOUBLE, Geometries.longitude(value)),
        fact(latitude, SQLDataType.DOUBLE, Geometries.latitude(value)));
  }

  /** A column per period type, from a table with such columns. */
  static List<AnalyticsColumn> periods(List<String> periodTypes, String alias) {
    return periods(periodTypes, alias, Access.IF_SELECTIVE);
  }

  /** The same, by which queries reach rows in this way. */
  static List<AnalyticsColumn> periods(List<String> periodTypes, String alias, Access access) {
    return periodTypes.stream()
        .map(
            type ->
                new AnalyticsColumn(
                    type,
                    SQLDataType.CLOB,
                    false,
                    access,
                    ResourceTables.column(alias, type, SQLDataType.CLOB)))
        .toList();
  }

  Name sqlName() {
    return DSL.name(name);
  }

  /** The value under the column's name, in its exact type. */
  Field<?> select() {
    return (type == GEOMETRY ? value : value.cast(type)).as(sqlName());
  }
}
