package io.github.dhisadmin.bench.corpus;

import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;
import java.util.Locale;

/**
 * What the queries of one program ask for: real uids, picked in an order that depends on the data
 * alone.
 *
 * @param uid the program with registration that has most events
 * @param stage its stage with most events
 * @param number a data element of the stage that is a number
 * @param choice a data element of the stage with options, and these
 * @param legends the column of the legends of a number, and these
 * @param attribute an attribute and the text that most people have for it
 */
public record ProgramSelection(
    String uid, String stage, String number, Choice choice, Choice legends, Choice attribute) {

  /**
   * A column of which some values are asked for.
   *
   * @param column its name
   * @param items values that occur
   */
  public record Choice(String column, List<String> items) {
    /** Copies the items. */
    public Choice {
      items = List.copyOf(items);
    }
  }

  /** Picks from the database. */
  public static ProgramSelection from(Sessions sessions) {
    String program =
        first(
            sessions,
            "program with registration",
            """
            select p.uid from program p
            inner join programstage ps on ps.programid = p.programid
            inner join (select programstageid, count(*) as number from event group by programstageid)
              ev on ev.programstageid = ps.programstageid
            where p.type = 'WITH_REGISTRATION'
            group by p.uid order by sum(ev.number) desc, p.uid limit 1
            """);
    String stage =
        first(
            sessions,
            "stage with events",
            """
            select ps.uid from program p
            inner join programstage ps on ps.programid = p.programid
            inner join (select programstageid, count(*) as number from event group by programstageid)
              ev on ev.programstageid = ps.programstageid
            where p.uid = %s order by ev.number desc, ps.uid limit 1
            """
                .formatted(SqlText.literal(program)));
    String choice =
        element(sessions, stage, "de.valuetype = 'TEXT' and de.optionsetid is not null", "de.uid");
    return new ProgramSelection(
        program,
        stage,
        element(sessions, stage, "de.valuetype = 'NUMBER'", "de.uid"),
        new Choice(
            choice,
            sessions.texts(
                """
                select ov.code from optionvalue ov
                inner join dataelement de on de.optionsetid = ov.optionsetid
                where de.uid = %s order by ov.code
                """
                    .formatted(SqlText.literal(choice)))),
        legends(sessions, stage),
        attribute(sessions, program));
  }

  /** The table of its events. */
  String events() {
    return "analytics_event_" + uid.toLowerCase(Locale.ROOT);
  }

  /** The table of its enrollments. */
  String enrollments() {
    return "analytics_enrollment_" + uid.toLowerCase(Locale.ROOT);
  }

  private static Choice legends(Sessions sessions, String stage) {
    String column =
        element(
            sessions,
            stage,
            "exists (select from dataelementlegendsets l where l.dataelementid = de.dataelementid)",
            """
            (select de.uid || '_' || ls.uid from dataelementlegendsets l
              inner join maplegendset ls on ls.maplegendsetid = l.legendsetid
              where l.dataelementid = de.dataelementid order by l.sort_order limit 1)
            """);
    return new Choice(
        column,
        sessions.texts(
            """
            select l.uid from maplegend l
            inner join maplegendset ls on ls.maplegendsetid = l.maplegendsetid
            where ls.uid = %s order by l.startvalue
            """
                .formatted(SqlText.literal(column.substring(column.indexOf('_') + 1)))));
  }

  private static Choice attribute(Sessions sessions, String program) {
    return sessions
        .query(
            """
            select tea.uid, teav.value
            from program p
            inner join program_attributes pa on pa.programid = p.programid
            inner join trackedentityattribute tea
              on tea.trackedentityattributeid = pa.trackedentityattributeid
            inner join trackedentityattributevalue teav
              on teav.trackedentityattributeid = tea.trackedentityattributeid
            where p.uid = %s and tea.valuetype in ('TEXT', 'LONG_TEXT')
              and tea.confidential is not true
            group by tea.uid, teav.value order by count(*) desc, tea.uid, teav.value limit 1
            """
                .formatted(SqlText.literal(program)),
            row -> new Choice(row.getString(1), List.of(row.getString(2))))
        .stream()
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("there is no text of people to query", null));
  }

  private static String element(
      Sessions sessions, String stage, String condition, String expression) {
    return first(
        sessions,
        "data element where " + condition,
        """
        select %s from programstage ps
        inner join programstagedataelement psde on psde.programstageid = ps.programstageid
        inner join dataelement de on de.dataelementid = psde.dataelementid
        where ps.uid = %s and %s order by psde.sort_order, de.uid limit 1
        """
            .formatted(expression, SqlText.literal(stage), condition));
  }

  private static String first(Sessions sessions, String what, String sql) {
    return sessions.texts(sql).stream()
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("there is no " + what + " to query", null));
  }
}
