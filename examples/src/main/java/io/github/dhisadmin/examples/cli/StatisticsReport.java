package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.statistics.ActivityCount;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.ObjectCount;
import io.github.dhisadmin.statistics.StatisticsTrend;
import io.github.dhisadmin.statistics.StatisticsWindow;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a database holds. Windows have the keys of DHIS2's data summary (2.42): for users 0 is the
 * last hour, 1 today and 2 since yesterday; for data values and events 0 is today and 1 since
 * yesterday.
 */
record StatisticsReport(
    String at,
    Map<String, Long> objectCounts,
    Map<String, Long> softDeleted,
    Map<String, Long> activeUsers,
    Map<String, Long> userInvitations,
    Map<String, Long> dataValueCount,
    Map<String, Long> eventCount,
    DiskReport disk,
    List<TrendReport> trend)
    implements Report {
  private static final int TABLES_IN_TEXT = 10;

  private static final Map<String, StatisticsWindow> USER_WINDOWS =
      ordered(
          Map.entry("0", StatisticsWindow.LAST_HOUR),
          Map.entry("1", StatisticsWindow.TODAY),
          Map.entry("2", StatisticsWindow.SINCE_YESTERDAY),
          Map.entry("7", StatisticsWindow.LAST_7_DAYS),
          Map.entry("30", StatisticsWindow.LAST_30_DAYS));
  private static final Map<String, StatisticsWindow> DATA_WINDOWS =
      ordered(
          Map.entry("0", StatisticsWindow.TODAY),
          Map.entry("1", StatisticsWindow.SINCE_YESTERDAY),
          Map.entry("7", StatisticsWindow.LAST_7_DAYS),
          Map.entry("30", StatisticsWindow.LAST_30_DAYS));

  /** Sizes of the database and its tables. */
  record DiskReport(long databaseBytes, List<TableReport> tables) {}

  /** One table. */
  record TableReport(String name, long bytes, long indexBytes) {}

  /** How one number went. */
  record TrendReport(String group, String name, long change, List<PointReport> points) {
    private static TrendReport of(StatisticsTrend trend) {
      return new TrendReport(
          trend.measure().group().name(),
          trend.measure().name(),
          trend.change(),
          trend.points().stream()
              .map(point -> new PointReport(point.day().toString(), point.value()))
              .toList());
    }
  }

  /** A number on one day. */
  record PointReport(String day, long value) {}

  static StatisticsReport of(DataStatistics statistics, List<StatisticsTrend> trend) {
    Map<String, Long> totals = new LinkedHashMap<>();
    Map<String, Long> deleted = new LinkedHashMap<>();
    statistics
        .objects()
        .forEach(
            (kind, count) -> {
              totals.put(kind.dhis2Name(), count.total());
              noteDeleted(deleted, kind.dhis2Name(), count);
            });
    Map<String, Long> invitations = new LinkedHashMap<>();
    invitations.put("all", statistics.invitations().all());
    invitations.put("expired", statistics.invitations().expired());
    return new StatisticsReport(
        statistics.at().toString(),
        totals,
        deleted,
        windows(statistics, USER_WINDOWS, ActivityCount::activeUsers),
        invitations,
        windows(statistics, DATA_WINDOWS, ActivityCount::dataValues),
        windows(statistics, DATA_WINDOWS, ActivityCount::events),
        new DiskReport(
            statistics.size().bytes(),
            statistics.size().tables().stream()
                .map(table -> new TableReport(table.name(), table.bytes(), table.indexBytes()))
                .toList()),
        trend.stream().map(TrendReport::of).toList());
  }

  private static void noteDeleted(Map<String, Long> deleted, String kind, ObjectCount count) {
    if (count.softDeleted() > 0) {
      deleted.put(kind, count.softDeleted());
    }
  }

  private static Map<String, Long> windows(
      DataStatistics statistics,
      Map<String, StatisticsWindow> windows,
      ToLongFunction<ActivityCount> number) {
    Map<String, Long> counts = new LinkedHashMap<>();
    windows.forEach(
        (key, window) -> counts.put(key, number.applyAsLong(statistics.within(window))));
    return counts;
  }

  @SafeVarargs
  private static Map<String, StatisticsWindow> ordered(
      Map.Entry<String, StatisticsWindow>... entries) {
    Map<String, StatisticsWindow> windows = new LinkedHashMap<>();
    for (Map.Entry<String, StatisticsWindow> entry : entries) {
      windows.put(entry.getKey(), entry.getValue());
    }
    return windows;
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println("At " + at);
    TextTable objects = new TextTable();
    objectCounts.forEach(
        (kind, count) -> {
          Long gone = softDeleted.get(kind);
          objects.row(kind, count, gone == null ? "" : gone + " marked as deleted");
        });
    objects.writeTo(out);
    out.println("Users active in the last hour, today, since yesterday, in 7 and 30 days");
    new TextTable().row(activeUsers.values().toArray()).writeTo(out);
    out.println("Invitations, and how many of them expired");
    new TextTable().row(userInvitations.values().toArray()).writeTo(out);
    out.println("Data values changed today, since yesterday, in 7 and 30 days");
    new TextTable().row(dataValueCount.values().toArray()).writeTo(out);
    out.println("Events changed today, since yesterday, in 7 and 30 days");
    new TextTable().row(eventCount.values().toArray()).writeTo(out);
    out.println("Database of " + disk.databaseBytes + " bytes; its largest tables");
    TextTable tables = new TextTable();
    disk.tables.stream()
        .limit(TABLES_IN_TEXT)
        .forEach(table -> tables.row(table.name, table.bytes, table.indexBytes + " in indexes"));
    tables.writeTo(out);
    TextTable trends = new TextTable();
    trend.forEach(each -> trends.row(each.group, each.name, "%+d".formatted(each.change)));
    trends.writeTo(out);
  }
}
