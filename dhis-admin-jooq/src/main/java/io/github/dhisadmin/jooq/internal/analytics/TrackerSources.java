package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.dhis2.Tables.ENROLLMENT;
import static io.github.dhisadmin.jooq.internal.dhis2.Tables.TRACKEDENTITY;
import static org.jooq.impl.DSL.inline;

import io.github.dhisadmin.jooq.internal.dhis2.tables.Trackedentity;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of programs, types of tracked entities and their events; the tables of all types
 * that are built from them share it, and so read it once.
 */
final class TrackerSources {
  static final Trackedentity ENTITY = TRACKEDENTITY.as("te");

  private final Dhis2Schema schema;
  private final List<TrackerProgram> programs;
  private final List<TrackedEntityType> entityTypes;
  private final List<EventSource> events;
  private final boolean anyEvent;
  private final Map<Long, ProgramAttributes> attributes = new HashMap<>();
  private final TrackerUnits units;
  private @Nullable Map<Long, SortedMap<Integer, Long>> ofPrograms;
  private @Nullable Map<Long, SortedMap<Integer, Long>> ofEntityTypes;

  private TrackerSources(
      BuildInput input,
      List<TrackerProgram> programs,
      List<TrackedEntityType> entityTypes,
      List<EventSource> events,
      boolean anyEvent) {
    this.schema = input.schema();
    this.programs = List.copyOf(programs);
    this.entityTypes = List.copyOf(entityTypes);
    this.events = List.copyOf(events);
    this.anyEvent = anyEvent;
    this.units = new TrackerUnits(input);
    programs.forEach(
        program -> attributes.put(program.id(), new ProgramAttributes(program, input)));
  }

  static TrackerSources read(DSLContext ctx, BuildInput input) {
    List<EventTable> tables = input.schema().eventTables();
    List<EventSource> events =
        tables.stream().map(table -> new EventSource(table, input.schema())).toList();
    TrackerMetadata metadata =
        new TrackerMetadata(
            ctx, input.schema(), input.resources().columns(ctx, ResourceTable.CATEGORY_STRUCTURE));
    List<TrackerProgram> programs = metadata.programs();
    return new TrackerSources(
        input,
        programs,
        metadata.entityTypes(programs),
        events,
        events.stream().anyMatch(source -> ctx.fetchExists(source.table("ev"))));
  }

  List<TrackerProgram> programs() {
    return programs;
  }

  List<TrackedEntityType> entityTypes() {
    return entityTypes;
  }

  /** Whether there is any event, of whatever program and status. */
  boolean anyEvent() {
    return anyEvent;
  }

  /** The table that holds a program's events. */
  EventSource eventsOf(TrackerProgram program) {
    return events.stream().filter(source -> source.holds(program)).findFirst().orElseThrow();
  }

  /** The table that holds the events of tracked entities. */
  EventSource eventsOfEntities() {
    return events.stream().filter(EventSource::hasEnrollments).findFirst().orElseThrow();
  }

  ProgramAttributes attributesOf(TrackerProgram program) {
    ProgramAttributes known = attributes.get(program.id());
    if (known == null) {
      throw new IllegalArgumentException("a program of another run: " + program.uid());
    }
    return known;
  }

  TrackerUnits units() {
    return units;
  }

  /** How many events of a program may become rows of which year. */
  SortedMap<Integer, Long> eventsPerYear(DSLContext ctx, TrackerProgram program) {
    Map<Long, SortedMap<Integer, Long>> counted = ofPrograms;
    if (counted == null) {
      counted = new HashMap<>();
      for (EventSource source : events) {
        counted.putAll(source.perYear(ctx, source.joined(), source.program()));
      }
      ofPrograms = counted;
    }
    return counted.getOrDefault(program.id(), new TreeMap<>());
  }

  /** How many events of tracked entities of a type may become rows of which year. */
  SortedMap<Integer, Long> eventsPerYear(DSLContext ctx, TrackedEntityType entityType) {
    Map<Long, SortedMap<Integer, Long>> counted = ofEntityTypes;
    if (counted == null) {
      EventSource source = eventsOfEntities();
      counted =
          source.perYear(
              ctx,
              withEntities(source.joined(), source.enrollment(ENROLLMENT.TRACKEDENTITYID)),
              ENTITY.TRACKEDENTITYTYPEID);
      ofEntityTypes = counted;
    }
    return counted.getOrDefault(entityType.id(), new TreeMap<>());
  }

  /** Adds, to tables that have its key, the tracked entity, and leaves out what is of none. */
  Table<?> withEntities(Table<?> from, Field<Long> key) {
    return from.join(ENTITY).on(entityId().eq(key)).and(ENTITY.DELETED.isFalse());
  }

  Field<Long> entityId() {
    return schema.column(ENTITY, TRACKEDENTITY.TRACKEDENTITYID);
  }

  static Condition isOf(TrackedEntityType type) {
    return ENTITY.TRACKEDENTITYTYPEID.eq(inline(type.id()));
  }
}
