package io.github.dhisadmin.jooq.internal.analytics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many rows the years of a table will have, told from those that serve and from the source rows
 * that statistics expect of each year. Years that are over stay as they serve; what serves of them
 * also tells which share of source rows become rows. The newest year that serves grows, and years
 * that do not serve yet are as large as their source rows promise.
 */
final class RowForecast {
  private RowForecast() {}

  /**
   * Rows by year.
   *
   * @param serving rows of each year that serves
   * @param sources source rows expected of each year
   * @param firstYear the first year that is built
   */
  static SortedMap<Integer, Long> of(
      SortedMap<Integer, Long> serving, Map<Integer, Double> sources, int firstYear) {
    double kept = keptShare(serving, sources);
    SortedMap<Integer, Long> rows = new TreeMap<>();
    sources.forEach(
        (year, expected) -> {
          long promised = Math.round(kept * expected);
          if (promised > 0) {
            rows.put(year, promised);
          }
        });
    serving.forEach(
        (year, now) ->
            rows.merge(year, now, year.equals(serving.lastKey()) ? Long::max : (sum, it) -> it));
    return rows.tailMap(firstYear);
  }

  /** The share of source rows that become rows. */
  private static double keptShare(SortedMap<Integer, Long> serving, Map<Integer, Double> sources) {
    double rows = 0;
    double expected = 0;
    for (Map.Entry<Integer, Long> year : serving.entrySet()) {
      boolean over = serving.size() == 1 || !year.getKey().equals(serving.lastKey());
      if (over && sources.containsKey(year.getKey())) {
        rows += year.getValue();
        expected += sources.getOrDefault(year.getKey(), 0.0);
      }
    }
    return rows > 0 && expected > 0 ? Math.min(1, rows / expected) : 1;
  }
}
