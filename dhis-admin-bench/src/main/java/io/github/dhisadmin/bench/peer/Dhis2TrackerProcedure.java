package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The statements with which DHIS2 2.42 (AbstractEventJdbcTableManager and its sub-classes) builds
 * the tables of events, one per program and year, and of enrollments, one per program: each value
 * is taken out of the JSON of its event by itself, each attribute joined by itself, and each column
 * indexed. Otherwise as {@link Dhis2Procedure}.
 */
public final class Dhis2TrackerProcedure {
  /** The date by which an event belongs to a year. */
  static final String EVENT_DATE =
      "case when 'SCHEDULE' = ev.status then ev.scheduleddate else ev.occurreddate end";

  private static final String COUNTS =
      "ev.status in ('COMPLETED', 'ACTIVE', 'SCHEDULE') and ev.deleted = false";

  private final Sessions sessions;
  private final String schema;
  private final int parallelism;

  /** A table that is filled by itself: all of a type's table, or a year of it. */
  private record Part(String parent, String name, TrackerLayout layout, String condition) {}

  /** Builds in the schema, with this many partitions or indexes at a time. */
  public Dhis2TrackerProcedure(Sessions sessions, String schema, int parallelism) {
    this.sessions = sessions;
    this.schema = schema;
    this.parallelism = parallelism;
  }

  /** Builds all tables of events and then of enrollments. */
  public PeerRun run() {
    sessions.execute("create schema if not exists " + SqlText.identifier(schema));
    StageTimes times = new StageTimes();
    String startTime = sessions.texts("select quote_literal(localtimestamp)").get(0);
    List<PeerProgram> programs =
        sessions.query(
            "select programid, uid, type = 'WITH_REGISTRATION' from program order by programid",
            row -> new PeerProgram(row.getLong(1), row.getString(2), row.getBoolean(3)));
    AtomicLong rows = new AtomicLong();
    int indexes = 0;
    try (Workers workers = new Workers(parallelism)) {
      List<Part> events = times.time("years", () -> events(programs, startTime));
      indexes += build(events, times, workers, rows);
      List<Part> enrollments = times.time("years", () -> enrollments(programs, startTime));
      indexes += build(enrollments, times, workers, rows);
    }
    return new PeerRun(times.total(), times.asMap(), List.of(), rows.get(), indexes);
  }

  private List<Part> events(List<PeerProgram> programs, String startTime) {
    List<Part> parts = new ArrayList<>();
    for (PeerProgram program : programs) {
      TrackerLayout layout = TrackerLayout.ofEvents(sessions, program);
      String table = table("analytics_event_", program);
      for (int year : years(program, startTime)) {
        parts.add(
            new Part(
                table,
                table + '_' + year,
                layout,
                """
                where ev.lastupdated < %1$s and %2$s >= '%3$d-01-01' and %2$s < '%4$d-01-01'
                and pr.programid = %5$d and dps.year is not null and %6$s
                """
                    .formatted(startTime, EVENT_DATE, year, year + 1, program.id(), COUNTS)));
      }
    }
    return parts;
  }

  private List<Integer> years(PeerProgram program, String startTime) {
    return sessions.query(
        """
        select distinct extract(year from %s)::integer as year
        from event ev
        inner join enrollment en on ev.enrollmentid = en.enrollmentid
        where ev.lastupdated < %s and en.programid = %d and %s and (%s) is not null
        order by year
        """
            .formatted(EVENT_DATE, startTime, program.id(), COUNTS, EVENT_DATE),
        row -> row.getInt(1));
  }

  private List<Part> enrollments(List<PeerProgram> programs, String startTime) {
    return programs.stream()
        .map(
            program -> {
              String table = table("analytics_enrollment_", program);
              return new Part(
                  table,
                  table,
                  TrackerLayout.ofEnrollments(sessions, program),
                  """
                  where pr.programid = %d and en.occurreddate is not null and en.deleted = false
                  and en.lastupdated <= %s
                  """
                      .formatted(program.id(), startTime));
            })
        .toList();
  }

  /** Builds the tables of a type. Returns how many indexes they have. */
  private int build(List<Part> parts, StageTimes times, Workers workers, AtomicLong rows) {
    times.time("create", () -> create(parts));
    times.time(
        "populate",
        () -> workers.inChunks(parts, part -> rows.addAndGet(sessions.execute(populate(part)))));
    List<String> indexes = parts.stream().flatMap(part -> indexes(part).stream()).toList();
    times.time("index", () -> workers.inChunks(indexes, executeEach()));
    List<String> analyze = parts.stream().map(part -> "analyze " + staging(part.name())).toList();
    times.time("analyze", () -> workers.inChunks(analyze, executeEach()));
    times.time("swap", () -> swap(parts));
    return indexes.size();
  }

  private void create(List<Part> parts) {
    for (Part part : parts) {
      if (part.equals(firstOf(parts, part.parent()))) {
        sessions.execute("drop table if exists " + staging(part.parent()) + " cascade");
        sessions.execute(
            "create unlogged table "
                + staging(part.parent())
                + " ("
                + part.layout().columns().stream()
                    .map(column -> SqlText.identifier(column.name()) + ' ' + column.type())
                    .collect(Collectors.joining(", "))
                + ")");
      }
      if (!part.name().equals(part.parent())) {
        sessions.execute(
            "create unlogged table %s () inherits (%s)"
                .formatted(staging(part.name()), staging(part.parent())));
      }
    }
  }

  private String populate(Part part) {
    List<TrackerColumn> columns = part.layout().columns();
    return "insert into "
        + staging(part.name())
        + " ("
        + columns.stream()
            .map(column -> SqlText.identifier(column.name()))
            .collect(Collectors.joining(", "))
        + ")\nselect "
        + columns.stream().map(TrackerColumn::expression).collect(Collectors.joining(", "))
        + "\n"
        + part.layout().joins()
        + part.condition();
  }

  private List<String> indexes(Part part) {
    return part.layout().columns().stream()
        .flatMap(column -> column.indexed().stream())
        .map(on -> "create index on " + staging(part.name()) + " using btree (" + on + ")")
        .toList();
  }

  // One command per partition, each a transaction of its own, the parents last.
  private void swap(List<Part> parts) {
    parts.stream()
        .filter(part -> !part.name().equals(part.parent()))
        .forEach(part -> swap(part.name()));
    parts.stream().map(Part::parent).distinct().forEach(this::swap);
  }

  private void swap(String table) {
    sessions.execute(
        "drop table if exists %s cascade; alter table %s rename to %s"
            .formatted(
                SqlText.identifier(schema, table), staging(table), SqlText.identifier(table)));
  }

  private static Part firstOf(List<Part> parts, String parent) {
    return parts.stream().filter(each -> each.parent().equals(parent)).findFirst().orElseThrow();
  }

  private Consumer<String> executeEach() {
    return sessions::execute;
  }

  private String staging(String table) {
    return SqlText.identifier(schema, table + "_temp");
  }

  private static String table(String prefix, PeerProgram program) {
    return prefix + program.uid().toLowerCase(Locale.ROOT);
  }
}
