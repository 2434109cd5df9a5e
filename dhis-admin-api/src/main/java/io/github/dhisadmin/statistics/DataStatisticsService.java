package io.github.dhisadmin.statistics;

import io.github.dhisadmin.run.RunControl;
import java.time.LocalDate;
import java.util.List;

/**
 * Counts what a database holds, and remembers it day by day. Thread safe. Callers need {@code
 * F_PERFORM_MAINTENANCE}.
 */
public interface DataStatisticsService {

  /**
   * Counts everything, in one snapshot of the database.
   *
   * @param control stops the counting
   */
  DataStatistics count(RunControl control);

  /** Counts everything, in one snapshot of the database. */
  default DataStatistics count() {
    return count(RunControl.none());
  }

  /** What was counted within the last five minutes, by this process; counts if nothing was. */
  DataStatistics recent();

  /**
   * Counts everything and keeps it as today's snapshot, in place of an earlier one of today.
   *
   * @param control stops the counting
   */
  DataStatistics takeSnapshot(RunControl control);

  /** Counts everything and keeps it as today's snapshot, in place of an earlier one of today. */
  default DataStatistics takeSnapshot() {
    return takeSnapshot(RunControl.none());
  }

  /**
   * How numbers went between two days.
   *
   * @param from the first day
   * @param to the last day, not before the first
   * @return each number that a snapshot of these days has, by group and name
   */
  List<StatisticsTrend> trend(LocalDate from, LocalDate to);

  /**
   * Forgets old snapshots.
   *
   * @param day the oldest day to keep
   * @return number of days forgotten
   */
  int forgetBefore(LocalDate day);
}
