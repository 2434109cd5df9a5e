package io.github.dhisadmin.bench.statistics;

import io.github.dhisadmin.bench.pair.Measured;
import io.github.dhisadmin.bench.pair.Pair;
import io.github.dhisadmin.bench.pair.Side;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.statistics.Dhis2Statistics.LargeTables;
import io.github.dhisadmin.statistics.ActivityCount;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.statistics.StatisticsWindow;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All numbers of the statistics, of a database that has changed in the last days. */
final class StatisticsPair {
  private final Sessions sessions;
  private final DataStatisticsService library;
  private final Turns turns;
  private final LocalDateTime now;
  private final Map<String, Long> ofDhis2 = new LinkedHashMap<>();
  private final Map<String, Long> ofLibrary = new LinkedHashMap<>();

  /**
   * Counts by both sides.
   *
   * @param now about the time of the library's clock, in its zone
   */
  StatisticsPair(Sessions sessions, DataStatisticsService library, Turns turns, LocalDateTime now) {
    this.sessions = sessions;
    this.now = now;
    this.library = library;
    this.turns = turns;
  }

  Pair.Result measure() {
    changeSomething();
    Dhis2Statistics dhis2 = new Dhis2Statistics(sessions, now);
    Side counting = new Side(() -> ofLibrary.putAll(numbers(library.count())));
    // The first measurement fills caches; nobody should have to pay for that.
    counting.work().run();
    Measured estimated =
        turns.measure(
            "against estimates of large tables",
            new Side(() -> dhis2.count(LargeTables.ESTIMATED)),
            counting,
            List::of);
    Measured counted =
        turns.measure(
            "against counts of large tables",
            new Side(() -> ofDhis2.putAll(dhis2.count(LargeTables.COUNTED))),
            counting,
            this::differences);
    Map<String, Long> data = new LinkedHashMap<>();
    data.put("data values", ofDhis2.getOrDefault("dataValue", 0L));
    data.put("events", ofDhis2.getOrDefault("event", 0L));
    return new Pair.Result(data, List.of(estimated, counted));
  }

  /** A month of changes: the values of the latest periods that have some, spread over 30 days. */
  private void changeSomething() {
    sessions.execute(
        """
        update datavalue set lastupdated = timestamp '%s'
          - (dataelementid + sourceid) %% 30 * interval '1 day'
        where periodid in (
          select periodid from period p
          where exists (select 1 from datavalue v where v.periodid = p.periodid)
          order by enddate desc limit 6)
        """
            .formatted(now.toLocalDate().atStartOfDay()));
    sessions.execute("vacuum analyze datavalue");
  }

  private static Map<String, Long> numbers(DataStatistics statistics) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    statistics.objects().forEach((kind, count) -> numbers.put(kind.dhis2Name(), count.total()));
    Map.of(
            0, StatisticsWindow.TODAY,
            1, StatisticsWindow.SINCE_YESTERDAY,
            7, StatisticsWindow.LAST_7_DAYS,
            30, StatisticsWindow.LAST_30_DAYS)
        .forEach(
            (days, window) -> {
              ActivityCount activity = statistics.within(window);
              numbers.put(Dhis2Statistics.changed("dataValue", days), activity.dataValues());
              numbers.put(Dhis2Statistics.changed("event", days), activity.events());
              numbers.put(Dhis2Statistics.changed("user", days), activity.activeUsers());
            });
    return numbers;
  }

  private List<String> differences() {
    return ofDhis2.entrySet().stream()
        .filter(number -> !number.getValue().equals(ofLibrary.get(number.getKey())))
        .map(
            number ->
                number.getKey()
                    + ": "
                    + number.getValue()
                    + " in DHIS2's way, "
                    + ofLibrary.get(number.getKey())
                    + " in the library's")
        .toList();
  }
}
