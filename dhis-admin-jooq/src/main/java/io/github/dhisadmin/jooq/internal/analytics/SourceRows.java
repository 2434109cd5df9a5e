package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.COMPLETEDATASETREGISTRATION;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.DATAVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGUNITGROUPMEMBERS;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMOWNERSHIPHISTORY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYATTRIBUTEVALUE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITYTYPE;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.VALIDATIONRESULT;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.jooq.internal.sql.ColumnShares;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes.Size;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/**
 * About how many source rows analytics tables are built from, by PostgreSQL's statistics of the
 * source tables. Each of them is asked about once.
 */
final class SourceRows {
  private static final String YEAR = "year";

  private final DSLContext ctx;
  private final BuildInput input;
  private final Map<String, Size> sizes;
  private final Map<AnalyticsTableType, Map<String, Double>> byGroup =
      new EnumMap<>(AnalyticsTableType.class);

  /**
   * Asks in the transaction of a context.
   *
   * @param sizes sizes of the tables of {@link #tables}, by name
   */
  SourceRows(DSLContext ctx, BuildInput input, Map<String, Size> sizes) {
    this.ctx = ctx;
    this.input = input;
    this.sizes = Map.copyOf(sizes);
  }

  /** Names of all source tables. */
  static List<String> tables(BuildInput input) {
    Dhis2Schema schema = input.schema();
    List<String> names = new ArrayList<>();
    names.add(schema.nameOf(DATAVALUE));
    names.add(schema.nameOf(COMPLETEDATASETREGISTRATION));
    names.add(schema.nameOf(ORGUNITGROUPMEMBERS));
    names.add(schema.nameOf(VALIDATIONRESULT));
    names.add(schema.nameOf(ENROLLMENT));
    names.add(schema.nameOf(PROGRAMOWNERSHIPHISTORY));
    names.add(schema.nameOf(TRACKEDENTITY));
    names.add(schema.nameOf(TRACKEDENTITYATTRIBUTEVALUE));
    names.add(input.resources().nameOf(ResourceTable.DATA_SET_ORGANISATION_UNIT_CATEGORY));
    schema.eventTables().forEach(table -> names.add(table.name()));
    return names;
  }

  /** Values of data elements. */
  long dataValues() {
    return rows(input.schema().nameOf(DATAVALUE));
  }

  /** Values of attributes of tracked entities. */
  long attributeValues() {
    return rows(input.schema().nameOf(TRACKEDENTITYATTRIBUTEVALUE));
  }

  /** Source rows of a table. */
  long of(AnalyticsTableDefinition definition) {
    return definition instanceof TrackerTable tracker
        ? Math.round(perGroup(definition.type()).getOrDefault(tracker.uid(), 0.0))
        : total(definition.type());
  }

  /** Source rows of a table by year; empty if statistics do not tell. */
  Map<Integer, Double> byYear(AnalyticsTableDefinition definition) {
    Map<Integer, Double> years = new HashMap<>();
    if (isByPeriod(definition.type())) {
      perGroup(definition.type()).forEach((year, rows) -> years.put(Integer.valueOf(year), rows));
    }
    return years;
  }

  private static boolean isByPeriod(AnalyticsTableType type) {
    return type == AnalyticsTableType.DATA_VALUE
        || type == AnalyticsTableType.COMPLETENESS
        || type == AnalyticsTableType.VALIDATION_RESULT;
  }

  private Map<String, Double> perGroup(AnalyticsTableType type) {
    return byGroup.computeIfAbsent(type, this::readGroups);
  }

  private Map<String, Double> readGroups(AnalyticsTableType type) {
    Dhis2Schema schema = input.schema();
    return switch (type) {
      case DATA_VALUE -> years(schema.nameOf(DATAVALUE), schema.nameOf(DATAVALUE.PERIODID));
      case COMPLETENESS ->
          years(
              schema.nameOf(COMPLETEDATASETREGISTRATION),
              schema.nameOf(COMPLETEDATASETREGISTRATION.PERIODID));
      case VALIDATION_RESULT ->
          years(schema.nameOf(VALIDATIONRESULT), schema.nameOf(VALIDATIONRESULT.PERIODID));
      case EVENT -> events(stages(PROGRAM.UID));
      case TRACKED_ENTITY_INSTANCE_EVENTS -> events(stages(TRACKEDENTITYTYPE.UID));
      case ENROLLMENT ->
          spread(
              schema.nameOf(ENROLLMENT),
              schema.nameOf(ENROLLMENT.PROGRAMID),
              select(PROGRAM.PROGRAMID, PROGRAM.UID.cast(SQLDataType.CLOB)).from(PROGRAM));
      case OWNERSHIP ->
          spread(
              schema.nameOf(PROGRAMOWNERSHIPHISTORY),
              schema.nameOf(PROGRAMOWNERSHIPHISTORY.PROGRAMID),
              select(PROGRAM.PROGRAMID, PROGRAM.UID.cast(SQLDataType.CLOB)).from(PROGRAM));
      case TRACKED_ENTITY_INSTANCE_ENROLLMENTS ->
          spread(
              schema.nameOf(ENROLLMENT),
              schema.nameOf(ENROLLMENT.PROGRAMID),
              select(PROGRAM.PROGRAMID, TRACKEDENTITYTYPE.UID.cast(SQLDataType.CLOB))
                  .from(PROGRAM)
                  .join(TRACKEDENTITYTYPE)
                  .on(TRACKEDENTITYTYPE.TRACKEDENTITYTYPEID.eq(PROGRAM.TRACKEDENTITYTYPEID)));
      case TRACKED_ENTITY_INSTANCE ->
          spread(
              schema.nameOf(TRACKEDENTITY),
              schema.nameOf(TRACKEDENTITY.TRACKEDENTITYTYPEID),
              select(
                      TRACKEDENTITYTYPE.TRACKEDENTITYTYPEID,
                      TRACKEDENTITYTYPE.UID.cast(SQLDataType.CLOB))
                  .from(TRACKEDENTITYTYPE));
      case COMPLETENESS_TARGET, ORG_UNIT_TARGET -> Map.of();
    };
  }

  private long total(AnalyticsTableType type) {
    Dhis2Schema schema = input.schema();
    return switch (type) {
      case DATA_VALUE -> dataValues();
      case COMPLETENESS -> rows(schema.nameOf(COMPLETEDATASETREGISTRATION));
      case COMPLETENESS_TARGET ->
          rows(input.resources().nameOf(ResourceTable.DATA_SET_ORGANISATION_UNIT_CATEGORY));
      case ORG_UNIT_TARGET -> rows(schema.nameOf(ORGUNITGROUPMEMBERS));
      case VALIDATION_RESULT -> rows(schema.nameOf(VALIDATIONRESULT));
      case EVENT,
          ENROLLMENT,
          OWNERSHIP,
          TRACKED_ENTITY_INSTANCE,
          TRACKED_ENTITY_INSTANCE_EVENTS,
          TRACKED_ENTITY_INSTANCE_ENROLLMENTS ->
          throw new IllegalArgumentException("There are several tables of type " + type);
    };
  }

  private Map<String, Double> years(String table, String periodColumn) {
    if (input.resources().columns(ctx, ResourceTable.PERIOD_STRUCTURE).isEmpty()) {
      return Map.of();
    }
    return spread(
        table,
        periodColumn,
        select(
                ResourceTables.column("ps", "periodid", SQLDataType.BIGINT),
                ResourceTables.column("ps", YEAR, SQLDataType.INTEGER).cast(SQLDataType.CLOB))
            .from(input.resources().table(ResourceTable.PERIOD_STRUCTURE, "ps")));
  }

  private Map<String, Double> events(Select<?> groups) {
    Map<String, Double> rows = new HashMap<>();
    for (EventTable table : input.schema().eventTables()) {
      spread(table.name(), PROGRAMSTAGE.PROGRAMSTAGEID.getName(), groups)
          .forEach((group, count) -> rows.merge(group, count, Double::sum));
    }
    return rows;
  }

  private static Select<?> stages(TableField<?, String> group) {
    return select(PROGRAMSTAGE.PROGRAMSTAGEID, group.cast(SQLDataType.CLOB))
        .from(PROGRAMSTAGE)
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(PROGRAMSTAGE.PROGRAMID))
        .leftJoin(TRACKEDENTITYTYPE)
        .on(TRACKEDENTITYTYPE.TRACKEDENTITYTYPEID.eq(PROGRAM.TRACKEDENTITYTYPEID))
        .where(group.isNotNull());
  }

  /** Rows of each group; none if the table was never analysed. */
  private Map<String, Double> spread(String table, String column, Select<?> groups) {
    long rows = rows(table);
    if (rows == 0) {
      return Map.of();
    }
    Map<String, Double> shares = new ColumnShares(ctx).of(table, column, groups);
    Map<String, Double> spread = new HashMap<>();
    shares.forEach((group, share) -> spread.put(group, share * rows));
    return spread;
  }

  private long rows(String table) {
    Size size = sizes.get(table);
    return size == null ? 0 : size.rows();
  }
}
