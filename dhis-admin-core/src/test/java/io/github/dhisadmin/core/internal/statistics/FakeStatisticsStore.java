package io.github.dhisadmin.core.internal.statistics;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.DataStatisticsStore;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.DatabaseSize;
import io.github.dhisadmin.statistics.InvitationCount;
import io.github.dhisadmin.statistics.StatisticsTrend;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts nothing and remembers what was asked of it. */
public final class FakeStatisticsStore implements DataStatisticsStore {
  /** What happened, in order. */
  final List<String> calls = new ArrayList<>();

  @Override
  public DataStatistics count(LocalDateTime now, Cancellation cancellation) {
    cancellation.check();
    calls.add("count " + now);
    return new DataStatistics(
        now, Map.of(), Map.of(), new InvitationCount(0, 0), new DatabaseSize(0, List.of()));
  }

  @Override
  public void save(LocalDate day, DataStatistics statistics) {
    calls.add("save " + day);
  }

  @Override
  public List<StatisticsTrend> trend(LocalDate from, LocalDate to) {
    calls.add("trend " + from + " " + to);
    return List.of();
  }

  @Override
  public int removeBefore(LocalDate day) {
    calls.add("remove before " + day);
    return 3;
  }
}
