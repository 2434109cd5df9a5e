package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The statements with which DHIS2 2.42 (AbstractJdbcTableManager, JdbcAnalyticsTableManager) builds
 * the data value tables, in its order and with its barriers between stages, on resource tables that
 * exist. It writes into a schema of its own, so that its tables and the library's can be read side
 * by side. Sessions keep the server's settings, as DHIS2 changes none.
 *
 * <p>What it does not do, in DHIS2's favour: approval levels (off by default), hooks, SQL views,
 * progress and settings. Zeros, data types and metadata dates are treated as with default settings.
 */
public final class Dhis2Procedure {
  private static final String TABLE = "analytics";

  private final Sessions sessions;
  private final String schema;
  private final int parallelism;

  /** Builds in the schema, with this many partitions or indexes at a time. */
  public Dhis2Procedure(Sessions sessions, String schema, int parallelism) {
    this.sessions = sessions;
    this.schema = schema;
    this.parallelism = parallelism;
  }

  /** Builds all years, replacing what an earlier run left. */
  public PeerRun run(boolean outliers) {
    sessions.execute("create schema if not exists " + SqlText.identifier(schema));
    StageTimes times = new StageTimes();
    try (Workers workers = new Workers(parallelism)) {
      // DHIS2 leaves out what changes while it runs; the clock is the database's.
      String startTime = sessions.texts("select quote_literal(localtimestamp)").get(0);
      Layout layout = Layout.read(sessions, outliers);
      List<Integer> years = times.time("years", () -> years(startTime));
      List<StagedPart> parts = years.stream().map(year -> part(layout, year, startTime)).toList();
      StagedTables tables = new StagedTables(sessions, schema, workers, times);
      tables.create(parts);
      tables.populate(parts);
      List<String> filled = parts.stream().map(tables::staging).toList();
      times.time("aggregation", () -> applyAggregationLevels(layout, filled, workers));
      tables.index(parts);
      tables.analyze(parts);
      tables.swap(parts);
      return new PeerRun(times.total(), times.asMap(), years, tables.rows(), tables.indexes());
    }
  }

  private List<Integer> years(String startTime) {
    return sessions.query(
        """
        select distinct ps.year
        from datavalue dv
        inner join analytics_rs_periodstructure ps on dv.periodid = ps.periodid
        where ps.startdate is not null and dv.lastupdated < %s
        order by ps.year
        """
            .formatted(startTime),
        row -> row.getInt(1));
  }

  private static StagedPart part(Layout layout, int year, String startTime) {
    PopulateStatement populate = new PopulateStatement(layout);
    return new StagedPart(
        TABLE,
        TABLE + '_' + year,
        layout.columns(),
        List.of("year = " + year, "pestartdate < '" + (year + 1) + "-01-01'"),
        Arrays.stream(ValueKind.values())
            .map(kind -> populate.source(year, kind, startTime))
            .toList());
  }

  private void applyAggregationLevels(Layout layout, List<String> tables, Workers workers) {
    boolean applied = false;
    for (int level = layout.levels(); level >= 1; level--) {
      List<String> dataElements =
          sessions.texts(
              """
              select distinct de.uid
              from dataelementaggregationlevels al
              inner join dataelement de on de.dataelementid = al.dataelementid
              where al.aggregationlevel = %d
              order by de.uid
              """
                  .formatted(level));
      if (!dataElements.isEmpty()) {
        String hideLevels = hideLevels(level, dataElements);
        workers.inChunks(tables, table -> sessions.execute("update " + table + hideLevels));
        applied = true;
      }
    }
    if (applied) {
      workers.inChunks(tables, table -> sessions.execute("vacuum " + table));
    }
  }

  private static String hideLevels(int level, List<String> dataElements) {
    List<String> assignments = new ArrayList<>();
    for (int hidden = 1; hidden <= level; hidden++) {
      assignments.add("uidlevel" + hidden + " = null");
    }
    return " set %s where oulevel > %d and dx in (%s)"
        .formatted(String.join(", ", assignments), level, SqlText.literals(dataElements));
  }
}
