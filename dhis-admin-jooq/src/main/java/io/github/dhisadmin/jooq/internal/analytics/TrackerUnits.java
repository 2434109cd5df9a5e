package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.sql.Geometries;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Organisation units with everything that tables of tracker data say about a row's unit, as one
 * work table that all of them join. Made when the first of them needs it.
 */
final class TrackerUnits {
  private static final String MONTH = "monthstart";
  private static final String FIRST = "firstofunit";

  private final BuildInput input;
  private final Dimensions dimensions;
  private final boolean geometry;
  private boolean created;

  TrackerUnits(BuildInput input) {
    this.input = input;
    this.dimensions = input.dimensions();
    this.geometry = input.schema().hasGeometry(ORGANISATIONUNIT);
  }

  void createOnce(DSLContext ctx) {
    if (!created) {
      WorkTable.TRACKER_UNIT.create(ctx, input.adminSchema(), select(fields()).from(units()));
      created = true;
    }
  }

  Table<Record> as(String alias) {
    return WorkTable.TRACKER_UNIT.as(input.adminSchema(), alias);
  }

  private Table<?> units() {
    ResourceTables resources = input.resources();
    return ORGANISATIONUNIT
        .as("ou")
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_STRUCTURE, "ous"))
        .on(id("ous").eq(id("ou")))
        .leftJoin(resources.table(ResourceTable.ORGANISATION_UNIT_GROUP_SET_STRUCTURE, "ougs"))
        .on(id("ougs").eq(id("ou")));
  }

  private List<SelectField<?>> fields() {
    List<SelectField<?>> fields = new ArrayList<>();
    fields.add(id("ou").as("id"));
    fields.add(column("ou", "uid", AnalyticsColumn.UID).cast(AnalyticsColumn.UID).as("ou"));
    fields.add(column("ou", "name", SQLDataType.CLOB).cast(SQLDataType.CLOB).as("ouname"));
    fields.add(column("ou", "code", SQLDataType.CLOB).cast(SQLDataType.CLOB).as("oucode"));
    fields.add(column("ous", "level", SQLDataType.INTEGER).as("oulevel"));
    fields.add(nameHierarchy().as("ounamehierarchy"));
    fields.add(month().as(MONTH));
    fields.add(field(isFirst()).as(FIRST));
    dimensions
        .levelColumns()
        .forEach(level -> fields.add(column("ous", level, AnalyticsColumn.UID)));
    dimensions.unitGroupSets().forEach(uid -> fields.add(column("ougs", uid, AnalyticsColumn.UID)));
    if (geometry) {
      Field<Object> area = column("ou", "geometry", AnalyticsColumn.GEOMETRY);
      fields.add(
          (input.settings().unitCentroids() ? Geometries.centroid(area) : area).as("ougeometry"));
    }
    return fields;
  }

  private static Field<LocalDate> month() {
    return column("ougs", "startdate", SQLDataType.LOCALDATE);
  }

  /** A unit has several rows if a hook wrote its group sets for single months. */
  private static Condition isFirst() {
    return rowNumber().over(partitionBy(id("ou")).orderBy(month().asc().nullsFirst())).eq(1);
  }

  private Field<String> nameHierarchy() {
    Stream<Field<?>> names =
        IntStream.rangeClosed(1, dimensions.levels())
            .mapToObj(level -> column("ous", "namelevel" + level, SQLDataType.CLOB));
    return DSL.function(
        name("concat_ws"),
        SQLDataType.CLOB,
        Stream.concat(Stream.<Field<?>>of(inline(" / ")), names).toArray(Field[]::new));
  }

  /** The unit itself. */
  List<AnalyticsColumn> self(String alias) {
    return List.of(
        AnalyticsColumn.uid("ou", true, Access.SELECTIVE, uid(alias)),
        new AnalyticsColumn(
            "ouname",
            SQLDataType.CLOB,
            true,
            Access.FACT,
            column(alias, "ouname", SQLDataType.CLOB)),
        AnalyticsColumn.fact("oucode", SQLDataType.CLOB, column(alias, "oucode", SQLDataType.CLOB)),
        AnalyticsColumn.fact(
            "oulevel", SQLDataType.INTEGER, column(alias, "oulevel", SQLDataType.INTEGER)));
  }

  /** The unit itself, in the types that tables of tracked entities have. */
  static List<AnalyticsColumn> selfOfEntities(String alias) {
    return List.of(
        AnalyticsColumn.uid("ou", false, Access.SELECTIVE, uid(alias)),
        AnalyticsColumn.fact(
            "ouname", SQLDataType.VARCHAR(255), column(alias, "ouname", SQLDataType.CLOB)),
        AnalyticsColumn.fact(
            "oucode", SQLDataType.VARCHAR(50), column(alias, "oucode", SQLDataType.CLOB)),
        AnalyticsColumn.fact(
            "oulevel", SQLDataType.INTEGER, column(alias, "oulevel", SQLDataType.INTEGER)));
  }

  /** Its ancestors, by uid. */
  List<AnalyticsColumn> levels(String alias) {
    return AnalyticsColumn.dimensions(dimensions.levelColumns(), alias);
  }

  /** Its ancestors, by uid and, all in one text, by name. */
  List<AnalyticsColumn> ancestors(String alias) {
    List<AnalyticsColumn> columns = new ArrayList<>(levels(alias));
    columns.add(names(alias));
    return columns;
  }

  /** Its ancestors and itself by name, all in one text. */
  static AnalyticsColumn names(String alias) {
    return AnalyticsColumn.fact(
        "ounamehierarchy",
        SQLDataType.CLOB,
        column(alias, "ounamehierarchy", SQLDataType.CLOB).collate(name("C")));
  }

  /** Its groups. */
  List<AnalyticsColumn> groupSets(String alias) {
    return AnalyticsColumn.dimensions(dimensions.unitGroupSets(), alias);
  }

  /** Its area or centre; none without PostGIS. */
  List<AnalyticsColumn> geometry(String alias) {
    return geometry
        ? List.of(
            new AnalyticsColumn(
                "ougeometry",
                AnalyticsColumn.GEOMETRY,
                false,
                Access.SHAPE,
                column(alias, "ougeometry", AnalyticsColumn.GEOMETRY)))
        : List.of();
  }

  static Field<String> uid(String alias) {
    return column(alias, "ou", AnalyticsColumn.UID);
  }

  /** Group sets that a hook wrote for one month hold in that month only. */
  static Condition holdsIn(String alias, Field<LocalDate> day) {
    Field<LocalDate> month = column(alias, MONTH, SQLDataType.LOCALDATE);
    return month
        .isNull()
        .or(month.eq(DSL.trunc(day, org.jooq.DatePart.MONTH).cast(SQLDataType.LOCALDATE)));
  }

  /** The one row of a unit that tables without days join. */
  static Condition isFirstOf(String alias, Field<Long> unit) {
    return column(alias, "id", SQLDataType.BIGINT)
        .eq(unit)
        .and(column(alias, FIRST, SQLDataType.BOOLEAN));
  }

  private static Field<Long> id(String alias) {
    return column(alias, "organisationunitid", SQLDataType.BIGINT);
  }
}
