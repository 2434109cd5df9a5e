package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.analytics.ResourceTables.column;
import static io.github.dhisadmin.jooq.internal.analytics.TrackerSources.ENTITY;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.EVENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ORGANISATIONUNIT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAM;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.PROGRAMSTAGE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import io.github.dhisadmin.jooq.internal.sql.EventValues;
import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The events of the tracked entities of a type, in whatever program (2.42,
 * JdbcTrackedEntityEventsAnalyticsTableManager): one row per event with its values as JSON. A value
 * that is an organisation unit comes with the unit's name and code; DHIS2 looks for a unit for
 * every value of whatever type, and makes the wide rows distinct, which they are.
 */
final class EntityEventTable implements TrackerTable {
  private static final String UNIT = "unit";
  private static final String MEMBERS = "members";

  private final BuildInput input;
  private final TrackerSources tracker;
  private final TrackedEntityType entityType;
  private final EventSource events;
  private final List<String> unitElements;
  private volatile List<Warning> outOfYears = List.of();

  EntityEventTable(BuildInput input, TrackerSources tracker, TrackedEntityType entityType) {
    this.input = input;
    this.tracker = tracker;
    this.entityType = entityType;
    this.events = tracker.eventsOfEntities();
    this.unitElements = entityType.unitElements();
  }

  @Override
  public AnalyticsTableType type() {
    return AnalyticsTableType.TRACKED_ENTITY_INSTANCE_EVENTS;
  }

  @Override
  public String uid() {
    return entityType.uid();
  }

  @Override
  public TrackerUnits units() {
    return tracker.units();
  }

  @Override
  public AnalyticsTableDefinition ofAllYears() {
    return new EntityEventTable(input.allYears(), tracker, entityType);
  }

  @Override
  public Condition servesFrom(int year) {
    return EventSource.servesFrom(year, "status", "scheduleddate", "occurreddate");
  }

  @Override
  public boolean changesYears() {
    return true;
  }

  @Override
  public Optional<Field<String>> key() {
    return Optional.of(field(name("event"), AnalyticsColumn.UID));
  }

  @Override
  public List<Partition> partitions(DSLContext ctx) {
    EventYears years =
        EventYears.of(ctx, input, tracker.eventsPerYear(ctx, entityType), tableName());
    outOfYears = years.findings();
    return years.partitions();
  }

  @Override
  public List<Warning> findings(DSLContext ctx) {
    return outOfYears;
  }

  @Override
  public List<AnalyticsColumn> columns() {
    List<AnalyticsColumn> columns = new ArrayList<>();
    columns.add(AnalyticsColumn.uid("trackedentity", true, Access.SELECTIVE, ENTITY.UID));
    columns.add(AnalyticsColumn.uid("program", false, Access.IF_SELECTIVE, PROGRAM.UID));
    columns.add(
        AnalyticsColumn.uid(
            "enrollment", false, Access.SELECTIVE, events.enrollment(ENROLLMENT.UID)));
    columns.add(
        AnalyticsColumn.uid(
            "programstage", false, Access.IF_SELECTIVE, EventSource.stage(PROGRAMSTAGE.UID)));
    columns.add(AnalyticsColumn.uid("event", false, Access.SELECTIVE, events.event(EVENT.UID)));
    columns.add(AnalyticsColumn.time("occurreddate", events.event(EVENT.OCCURREDDATE)));
    columns.add(AnalyticsColumn.time("lastupdated", events.event(EVENT.LASTUPDATED)));
    columns.add(
        AnalyticsColumn.fact("created", SQLDataType.LOCALDATETIME, events.event(EVENT.CREATED)));
    columns.add(AnalyticsColumn.time("scheduleddate", events.event(EVENT.SCHEDULEDDATE)));
    columns.add(AnalyticsColumn.status("status", events.event(EVENT.STATUS)));
    columns.addAll(TrackerUnits.selfOfEntities(UNIT));
    columns.add(AnalyticsColumn.fact("eventdatavalues", SQLDataType.JSONB, values()));
    if (events.hasGeometry()) {
      columns.addAll(
          AnalyticsColumn.located(
              "eventgeometry",
              "evlongitude",
              "evlatitude",
              column(EventSource.EVENTS, "geometry", AnalyticsColumn.GEOMETRY)));
    }
    columns.add(TrackerUnits.names(UNIT));
    columns.addAll(units().levels(UNIT));
    return columns;
  }

  private Field<JSONB> values() {
    Map<String, EventValues.Named> units = new LinkedHashMap<>();
    for (String uid : unitElements) {
      units.put(
          uid,
          new EventValues.Named(
              column(unitOf(uid), "name", SQLDataType.CLOB),
              column(unitOf(uid), "code", SQLDataType.CLOB)));
    }
    return EventValues.shown(events.event(EVENT.EVENTDATAVALUES), units);
  }

  @Override
  public Select<?> rows(Partition partition) {
    SelectSelectStep<?> rows = select(columns().stream().map(AnalyticsColumn::select).toList());
    return rows.from(withValues(joined()))
        .where(TrackerSources.isOf(entityType))
        .and(events.countsIn(partition.year().orElseThrow()));
  }

  private Table<?> joined() {
    return tracker
        .withEntities(events.joined(), events.enrollment(ENROLLMENT.TRACKEDENTITYID))
        .join(PROGRAM)
        .on(PROGRAM.PROGRAMID.eq(events.program()))
        .join(units().as(UNIT))
        .on(TrackerUnits.isFirstOf(UNIT, events.event(EVENT.ORGANISATIONUNITID)));
  }

  /** Adds the units that values are. */
  private Table<?> withValues(Table<?> rows) {
    if (unitElements.isEmpty()) {
      return rows;
    }
    Table<?> joined =
        rows.crossJoin(
            RowExpressions.members(events.event(EVENT.EVENTDATAVALUES), unitElements, MEMBERS));
    for (String uid : unitElements) {
      Field<JSONB> member = column(MEMBERS, uid, SQLDataType.JSONB);
      joined =
          joined
              .leftJoin(ORGANISATIONUNIT.as(unitOf(uid)))
              .on(
                  column(unitOf(uid), "uid", SQLDataType.VARCHAR(11))
                      .eq(jsonbGetAttributeAsText(member, inline("value"))));
    }
    return joined;
  }

  private static String unitOf(String element) {
    return "unit_" + element;
  }
}
