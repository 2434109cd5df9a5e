package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    try (Workers workers = new Workers(parallelism)) {
      StagedTables tables = new StagedTables(sessions, schema, workers, times);
      tables.build(times.time("years", () -> events(programs, startTime)));
      tables.build(times.time("years", () -> enrollments(programs, startTime)));
      return new PeerRun(times.total(), times.asMap(), List.of(), tables.rows(), tables.indexes());
    }
  }

  private List<StagedPart> events(List<PeerProgram> programs, String startTime) {
    List<StagedPart> parts = new ArrayList<>();
    for (PeerProgram program : programs) {
      TrackerLayout layout = TrackerLayout.ofEvents(sessions, program);
      String table = table("analytics_event_", program);
      for (int year : years(program, startTime)) {
        String condition =
            """
            where ev.lastupdated < %1$s and %2$s >= '%3$d-01-01' and %2$s < '%4$d-01-01'
            and pr.programid = %5$d and dps.year is not null and %6$s
            """
                .formatted(startTime, EVENT_DATE, year, year + 1, program.id(), COUNTS);
        parts.add(
            StagedPart.of(
                table,
                table + '_' + year,
                layout.columns(),
                List.of("yearly = '" + year + "'"),
                layout.joins() + condition));
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

  private List<StagedPart> enrollments(List<PeerProgram> programs, String startTime) {
    return programs.stream().map(program -> enrollments(program, startTime)).toList();
  }

  private StagedPart enrollments(PeerProgram program, String startTime) {
    String table = table("analytics_enrollment_", program);
    TrackerLayout layout = TrackerLayout.ofEnrollments(sessions, program);
    String condition =
        """
        where pr.programid = %d and en.occurreddate is not null and en.deleted = false
        and en.lastupdated <= %s
        """
            .formatted(program.id(), startTime);
    return StagedPart.of(table, table, layout.columns(), List.of(), layout.joins() + condition);
  }

  private static String table(String prefix, PeerProgram program) {
    return prefix + program.uid().toLowerCase(Locale.ROOT);
  }
}
