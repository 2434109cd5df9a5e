package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.schema.EventTable;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;

/**
 * What a run knows of programs and their events; the tables of all types that are built from them
 * share it, and so read it once.
 */
final class TrackerSources {
  private final List<TrackerProgram> programs;
  private final List<EventSource> events;
  private final boolean anyEvent;
  private final Map<Long, ProgramAttributes> attributes = new HashMap<>();
  private final TrackerUnits units;
  private Map<Long, SortedMap<Integer, Long>> counted = Map.of();
  private boolean isCounted;

  private TrackerSources(
      BuildInput input, List<TrackerProgram> programs, List<EventSource> events, boolean anyEvent) {
    this.programs = List.copyOf(programs);
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
    return new TrackerSources(
        input,
        new TrackerMetadata(
                ctx,
                input.schema(),
                input.resources().columns(ctx, ResourceTable.CATEGORY_STRUCTURE))
            .programs(),
        events,
        events.stream().anyMatch(source -> ctx.fetchExists(source.table("ev"))));
  }

  List<TrackerProgram> programs() {
    return programs;
  }

  /** Whether there is any event, of whatever program and status. */
  boolean anyEvent() {
    return anyEvent;
  }

  /** The table that holds a program's events. */
  EventSource eventsOf(TrackerProgram program) {
    return events.stream().filter(source -> source.holds(program)).findFirst().orElseThrow();
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
    if (!isCounted) {
      Map<Long, SortedMap<Integer, Long>> all = new HashMap<>();
      events.forEach(source -> all.putAll(source.perProgramAndYear(ctx)));
      counted = all;
      isCounted = true;
    }
    return counted.getOrDefault(program.id(), new TreeMap<>());
  }
}
