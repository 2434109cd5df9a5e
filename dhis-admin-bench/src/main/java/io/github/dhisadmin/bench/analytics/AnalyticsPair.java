package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Pair;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.peer.Dhis2Procedure;
import io.github.dhisadmin.bench.peer.Dhis2TrackerProcedure;
import io.github.dhisadmin.bench.sql.BenchmarkException;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Analytics tables: full builds by both sides, and what the library does on a night on which
 * nothing, or one value in a hundred of the last year, has changed, where DHIS2 builds all again.
 */
final class AnalyticsPair {
  private static final String PEER = "peer";
  private static final int PARALLELISM = 2;

  /** Of doubles that are computed in another order. */
  private static final List<String> ROUNDED =
      List.of("avg_middle_value", "percentile_middle_value", "mad", "std_dev");

  private final Sessions sessions;
  private final DhisAdmin admin;
  private final Turns turns;
  private final boolean outliers;
  private List<PartitionOutcome> partitions = List.of();

  /**
   * Works on a database, whose analytics tables are overwritten.
   *
   * @param outliers whether data values are built with outlier statistics as well
   */
  AnalyticsPair(Sessions sessions, DhisAdmin admin, Turns turns, boolean outliers) {
    this.sessions = sessions;
    this.admin = admin;
    this.turns = turns;
    this.outliers = outliers;
  }

  Pair.Result measure() {
    admin.resourceTables().update(ResourceTableUpdate.all());
    sessions.execute("analyze");
    List<Measured> parts = new ArrayList<>();
    if (outliers) {
      parts.add(
          turns.measure(
              "data values with outlier statistics",
              new Side(() -> new Dhis2Procedure(sessions, PEER, PARALLELISM).run(true)),
              new Side(() -> update(full(AnalyticsTableType.DATA_VALUE))),
              () -> differences("^analytics$")));
    }
    Measured dataValues =
        turns.measure(
            "data values",
            new Side(() -> new Dhis2Procedure(sessions, PEER, PARALLELISM).run(false)),
            new Side(() -> update(full(AnalyticsTableType.DATA_VALUE).skipOutliers())),
            () -> differences("^analytics$"));
    parts.add(dataValues);
    parts.add(
        turns.measure(
            "events and enrollments",
            new Side(() -> new Dhis2TrackerProcedure(sessions, PEER, PARALLELISM).run()),
            new Side(() -> update(full(AnalyticsTableType.EVENT, AnalyticsTableType.ENROLLMENT))),
            () -> differences("^analytics_(event|enrollment)_[a-z][a-z0-9]{10}$")));
    parts.addAll(afterLittleChanged(dataValues));
    return new Pair.Result(data(), parts);
  }

  private List<Measured> afterLittleChanged(Measured dataValues) {
    AnalyticsTableUpdate incremental =
        full(AnalyticsTableType.DATA_VALUE).skipOutliers().incremental();
    // It is the second incremental run that knows what the first one left.
    update(incremental);
    Measured nothing =
        turns.measureAgainst(
            dataValues,
            "data values, nothing changed, incremental",
            new Side(() -> update(incremental)),
            () -> others(each -> each.action() == PartitionAction.UNCHANGED));
    Measured one =
        turns.measureAgainst(
            dataValues,
            "data values, 1% of the last year changed, incremental",
            new Side(this::change, () -> update(incremental), () -> {}),
            () ->
                others(
                    each ->
                        each.action()
                            == (each.name().endsWith("_" + lastYear())
                                ? PartitionAction.BUILT
                                : PartitionAction.UNCHANGED)));
    AnalyticsTableUpdate latestValues =
        AnalyticsTableUpdate.latest()
            .skipResourceTables()
            .skipOutliers()
            .only(AnalyticsTableType.DATA_VALUE);
    // What was changed above is not to be measured again.
    update(latestValues);
    Measured latest =
        turns.measureAgainst(
            dataValues,
            "data values, 1% of the last year changed, latest values",
            new Side(this::change, () -> update(latestValues), () -> {}),
            () -> others(each -> each.action() == PartitionAction.MERGED));
    return List.of(nothing, one, latest);
  }

  private static AnalyticsTableUpdate full(AnalyticsTableType first, AnalyticsTableType... others) {
    return AnalyticsTableUpdate.full()
        .skipResourceTables()
        .only(first, others)
        .parallelism(PARALLELISM);
  }

  private void update(AnalyticsTableUpdate update) {
    AnalyticsTableResult result = admin.analytics().update(update);
    if (result.state() != RunState.SUCCEEDED) {
      throw new BenchmarkException("the library did not build the tables: " + result, null);
    }
    partitions =
        result.types().stream()
            .flatMap(type -> type.tables().stream())
            .flatMap(table -> table.partitions().stream())
            .toList();
  }

  /** Changes about one value in a hundred of the last year, as somebody who enters data. */
  private void change() {
    sessions.execute(
        """
        update datavalue set value = case when value ~ '^[1-9][0-9]{0,8}$'
          then (value::bigint + 1)::text else value end, lastupdated = localtimestamp
        where (hashtext(ctid::text) & 1023) < 10 and not deleted and periodid in (
          select periodid from analytics_rs_periodstructure where year = %d)
        """
            .formatted(lastYear()));
  }

  private long lastYear() {
    return sessions.number(
        """
        select max(ps.year) from analytics_rs_periodstructure ps
        where exists (select from pg_class where relname = 'analytics_' || ps.year)
        """);
  }

  /** Partitions of which the last run did something else. */
  private List<String> others(Predicate<PartitionOutcome> expected) {
    if (partitions.isEmpty()) {
      return List.of("no partition at all");
    }
    return partitions.stream()
        .filter(expected.negate())
        .map(each -> each.name() + " is " + each.action() + " " + each.reason())
        .toList();
  }

  /** Tables of which the two sides do not have the same rows. */
  private List<String> differences(String tables) {
    List<String> names = tables("public", tables);
    List<String> differences = new ArrayList<>();
    if (!names.equals(tables(PEER, tables))) {
      differences.add("tables " + names + " and " + tables(PEER, tables));
      return differences;
    }
    for (String table : names) {
      long ours = sessions.number("select count(*) from public." + table);
      long peer = sessions.number("select count(*) from " + PEER + "." + table);
      if (ours != peer || missing(table) > 0) {
        differences.add(
            "%s: %d and %d rows, %d of ours are others"
                .formatted(table, ours, peer, missing(table)));
      }
    }
    return differences;
  }

  private List<String> tables(String schema, String pattern) {
    return sessions.texts(
        "select relname from pg_class where relkind = 'r' and relnamespace = %s::regnamespace"
                .formatted(SqlText.literal(schema))
            + " and relname ~ "
            + SqlText.literal(pattern)
            + " order by 1");
  }

  /** How many rows DHIS2 does not have, by the columns that both sides have. */
  private long missing(String table) {
    String columns =
        sessions
            .texts(
                """
                select a.attname from pg_attribute a
                join pg_attribute b on b.attname = a.attname and b.atttypid = a.atttypid
                where a.attrelid = 'public.%1$s'::regclass and b.attrelid = 'peer.%1$s'::regclass
                  and a.attnum > 0 and b.attnum > 0 and not a.attisdropped
                  and a.attname not in (%2$s)
                order by 1
                """
                    .formatted(table, SqlText.literals(ROUNDED)))
            .stream()
            .map(SqlText::identifier)
            .collect(Collectors.joining(", "));
    return sessions.number(
        """
        select count(*) from (
          select %1$s from public.%2$s except all select %1$s from peer.%2$s) missing
        """
            .formatted(columns, table));
  }

  private Map<String, Long> data() {
    Map<String, Long> data = new LinkedHashMap<>();
    data.put("data values", sessions.number("select count(*) from datavalue"));
    data.put("events", sessions.number("select count(*) from event"));
    data.put("enrollments", sessions.number("select count(*) from enrollment"));
    data.put("programs", sessions.number("select count(*) from program"));
    return data;
  }
}
