package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.List;

/**
 * The statements with which DHIS2 2.42 builds the tables of data set registrations, one per year,
 * of their targets and of organisation unit groups, each column indexed. Otherwise as {@link
 * Dhis2Procedure}.
 */
public final class Dhis2CompletenessProcedure {
  private static final String REGISTRATIONS = "analytics_completeness";
  private static final String TARGETS = "analytics_completenesstarget";
  private static final String UNIT_TARGETS = "analytics_orgunittarget";

  private final Sessions sessions;
  private final String schema;
  private final int parallelism;

  /** Builds in the schema, with this many partitions or indexes at a time. */
  public Dhis2CompletenessProcedure(Sessions sessions, String schema, int parallelism) {
    this.sessions = sessions;
    this.schema = schema;
    this.parallelism = parallelism;
  }

  /** Builds all three. */
  public PeerRun run() {
    sessions.execute("create schema if not exists " + SqlText.identifier(schema));
    StageTimes times = new StageTimes();
    String startTime = sessions.texts("select quote_literal(localtimestamp)").get(0);
    try (Workers workers = new Workers(parallelism)) {
      StagedTables tables = new StagedTables(sessions, schema, workers, times);
      List<Integer> years = times.time("years", () -> years(startTime));
      CompletenessLayout layout = CompletenessLayout.ofRegistrations(sessions);
      tables.build(years.stream().map(year -> registrations(layout, year, startTime)).toList());
      tables.build(List.of(whole(TARGETS, CompletenessLayout.ofTargets(sessions))));
      tables.build(List.of(whole(UNIT_TARGETS, CompletenessLayout.ofUnitTargets(sessions))));
      return new PeerRun(times.total(), times.asMap(), years, tables.rows(), tables.indexes());
    }
  }

  private List<Integer> years(String startTime) {
    return sessions.query(
        """
        select distinct extract(year from ps.startdate)::integer as year
        from completedatasetregistration cdr
        inner join analytics_rs_periodstructure ps on cdr.periodid = ps.periodid
        where ps.startdate is not null and cdr.lastupdated < %s
        order by year
        """
            .formatted(startTime),
        row -> row.getInt(1));
  }

  private static StagedPart registrations(CompletenessLayout layout, int year, String startTime) {
    String condition =
        """
        where cdr.date is not null and cdr.completed = true and cdr.lastupdated < %s
        and ps.year = %d
        """
            .formatted(startTime, year);
    return StagedPart.of(
        REGISTRATIONS,
        REGISTRATIONS + '_' + year,
        layout.columns(),
        List.of("year = " + year),
        layout.joins() + condition);
  }

  private static StagedPart whole(String table, CompletenessLayout layout) {
    return StagedPart.of(table, table, layout.columns(), List.of(), layout.joins());
  }
}
