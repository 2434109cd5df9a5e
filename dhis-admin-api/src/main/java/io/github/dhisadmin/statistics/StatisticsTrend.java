package io.github.dhisadmin.statistics;

import java.time.LocalDate;
import java.util.List;

/**
 * How a number went from day to day.
 *
 * @param measure the number
 * @param points its value on each day that has a snapshot, the oldest first; never empty
 */
public record StatisticsTrend(StatisticsMeasure measure, List<Point> points) {
  /** Keeps a copy of the list. */
  public StatisticsTrend {
    points = List.copyOf(points);
  }

  /** How much the number grew from the first to the last day; negative if it shrank. */
  public long change() {
    return points.get(points.size() - 1).value() - points.get(0).value();
  }

  /**
   * The number on one day.
   *
   * @param day the day of the snapshot
   * @param value the number
   */
  public record Point(LocalDate day, long value) {}
}
