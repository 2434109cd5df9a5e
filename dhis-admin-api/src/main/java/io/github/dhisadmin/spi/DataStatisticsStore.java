package io.github.dhisadmin.spi;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.StatisticsTrend;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Counts what a database holds, and keeps one snapshot per day. */
public interface DataStatisticsStore {

  /**
   * Counts everything, in one snapshot of the database.
   *
   * @param now until when windows reach, in the server's local time
   */
  DataStatistics count(LocalDateTime now, Cancellation cancellation);

  /** Keeps a day's snapshot, in place of an earlier one of that day. */
  void save(LocalDate day, DataStatistics statistics);

  /** Every number that the snapshots from one day to another have, by group and name. */
  List<StatisticsTrend> trend(LocalDate from, LocalDate to);

  /** Forgets the snapshots of earlier days, and tells how many there were. */
  int removeBefore(LocalDate day);
}
