package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.bench.sql.StageTimes;
import io.github.dhisadmin.bench.sql.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
      times.time("create", () -> createStaging(layout, years));
      AtomicLong rows = new AtomicLong();
      PopulateStatement populate = new PopulateStatement(layout);
      times.time(
          "populate",
          () ->
              workers.inChunks(years, year -> rows.addAndGet(populate(populate, year, startTime))));
      times.time("aggregation", () -> applyAggregationLevels(layout, years, workers));
      List<String> indexes = indexes(layout, years);
      times.time("index", () -> workers.inChunks(indexes, executeEach()));
      times.time(
          "analyze", () -> workers.inChunks(each("analyze ", staging(years)), executeEach()));
      times.time("swap", () -> swap(years));
      return new PeerRun(times.total(), times.asMap(), years, rows.get(), indexes.size());
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

  private void createStaging(Layout layout, List<Integer> years) {
    sessions.execute("drop table if exists " + staging(TABLE) + " cascade");
    sessions.execute(
        "create unlogged table "
            + staging(TABLE)
            + " ("
            + layout.columns().stream()
                .map(column -> SqlText.identifier(column.name()) + ' ' + column.type())
                .collect(Collectors.joining(", "))
            + ")");
    for (int year : years) {
      sessions.execute(
          "create unlogged table %s (check (year = %d), check (pestartdate < '%d-01-01')) inherits (%s)"
              .formatted(staging(partition(year)), year, year + 1, staging(TABLE)));
    }
  }

  private long populate(PopulateStatement populate, int year, String startTime) {
    long rows = 0;
    for (ValueKind kind : ValueKind.values()) {
      rows += sessions.execute(populate.sql(staging(partition(year)), year, kind, startTime));
    }
    return rows;
  }

  private void applyAggregationLevels(Layout layout, List<Integer> years, Workers workers) {
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
        workers.inChunks(
            years, year -> sessions.execute("update " + staging(partition(year)) + hideLevels));
        applied = true;
      }
    }
    if (applied) {
      workers.inChunks(each("vacuum ", staging(years)), executeEach());
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

  private List<String> indexes(Layout layout, List<Integer> years) {
    List<String> statements = new ArrayList<>();
    for (int year : years) {
      for (Column column : layout.columns()) {
        if (!column.indexed().isEmpty()) {
          statements.add(
              "create index on "
                  + staging(partition(year))
                  + " using btree ("
                  + column.indexed().stream()
                      .map(SqlText::identifier)
                      .collect(Collectors.joining(", "))
                  + ")");
        }
      }
    }
    return statements;
  }

  // One command per partition, each a transaction of its own, the parent last.
  private void swap(List<Integer> years) {
    years.forEach(year -> swap(partition(year)));
    swap(TABLE);
  }

  private void swap(String table) {
    sessions.execute(
        "drop table if exists %s cascade; alter table %s rename to %s"
            .formatted(
                SqlText.identifier(schema, table), staging(table), SqlText.identifier(table)));
  }

  private Consumer<String> executeEach() {
    return sessions::execute;
  }

  private List<String> staging(List<Integer> years) {
    return years.stream().map(year -> staging(partition(year))).toList();
  }

  private String staging(String table) {
    return SqlText.identifier(schema, table + "_temp");
  }

  private static String partition(int year) {
    return TABLE + '_' + year;
  }

  private static List<String> each(String verb, List<String> tables) {
    return tables.stream().map(verb::concat).toList();
  }
}
