package io.github.dhisadmin.jooq.internal.sql;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** PostGIS's functions, for databases that have it. */
public final class Geometries {
  private Geometries() {}

  /**
   * The point at coordinates that a text gives as GeoJSON does, longitude first.
   *
   * @param readable for which texts there is one; a case without an else has no type but {@code
   *     geometry}, so that the cast is around it
   */
  public static Field<Object> point(Condition readable, Field<String> coordinates) {
    return DSL.field(
        "cast(case when {0} then st_setsrid(st_geomfromgeojson("
            + "concat('{\"type\":\"Point\",\"coordinates\":', {1}, '}')), 4326) end"
            + " as geometry(Point, 4326))",
        SQLDataType.OTHER, readable, coordinates);
  }

  /** No geometry at all. */
  public static Field<Object> none() {
    return DSL.field("cast(null as geometry)", SQLDataType.OTHER);
  }

  /** Longitude of a geometry if it is a point. */
  public static Field<Double> longitude(Field<Object> geometry) {
    return ofPoint("st_x", geometry);
  }

  /** Latitude of a geometry if it is a point. */
  public static Field<Double> latitude(Field<Object> geometry) {
    return ofPoint("st_y", geometry);
  }

  /** The point in the middle of a geometry. */
  public static Field<Object> centroid(Field<Object> geometry) {
    return DSL.function("st_centroid", SQLDataType.OTHER, geometry);
  }

  private static Field<Double> ofPoint(String function, Field<Object> geometry) {
    return DSL.when(
        DSL.function("geometrytype", SQLDataType.CLOB, geometry).eq(DSL.inline("POINT")),
        DSL.function(function, SQLDataType.DOUBLE, geometry));
  }
}
