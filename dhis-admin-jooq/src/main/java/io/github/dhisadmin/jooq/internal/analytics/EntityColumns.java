package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static org.jooq.impl.DSL.coalesce;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Who is enrolled, and where that one is registered. One that is deleted is left out, and its rows
 * are as if nobody were enrolled.
 */
final class EntityColumns {
  private static final String ENTITY = "te";
  private static final String UNIT = "registration";

  private final Dhis2Schema schema;

  EntityColumns(Dhis2Schema schema) {
    this.schema = schema;
  }

  /** Adds the tracked entity to tables that have its key. */
  Table<?> joinedTo(Table<?> from, Field<Long> key) {
    Table<?> entity = TRACKEDENTITY.as(ENTITY);
    return from.leftJoin(entity)
        .on(schema.column(entity, TRACKEDENTITY.TRACKEDENTITYID).eq(key))
        .and(column(ENTITY, "deleted", SQLDataType.BOOLEAN).isFalse())
        .leftJoin(ORGANISATIONUNIT.as(UNIT))
        .on(
            column(UNIT, "organisationunitid", SQLDataType.BIGINT)
                .eq(column(ENTITY, "organisationunitid", SQLDataType.BIGINT)));
  }

  /** Where it is registered, or the row's own unit if nobody is. */
  static Field<String> registrationUnit(Field<String> own) {
    return coalesce(column(UNIT, "uid", AnalyticsColumn.UID), own);
  }

  /** The tracked entity and, with PostGIS, its geometry. */
  List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(
        AnalyticsColumn.uid(
            "trackedentity", false, Access.SELECTIVE, column(ENTITY, "uid", AnalyticsColumn.UID)));
    if (schema.hasGeometry(TRACKEDENTITY)) {
      columns.add(
          AnalyticsColumn.shape(
              "tegeometry", column(ENTITY, "geometry", AnalyticsColumn.GEOMETRY)));
    }
    return columns;
  }
}
