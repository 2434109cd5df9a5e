package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.statistics.ActivityCount;
import io.github.dhisadmin.statistics.CountedObject;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.statistics.DatabaseSize;
import io.github.dhisadmin.statistics.InvitationCount;
import io.github.dhisadmin.statistics.ObjectCount;
import io.github.dhisadmin.statistics.StatisticsGroup;
import io.github.dhisadmin.statistics.StatisticsTrend;
import io.github.dhisadmin.statistics.StatisticsTrend.Point;
import io.github.dhisadmin.statistics.StatisticsWindow;
import io.github.dhisadmin.statistics.TableSize;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** Fixed counts; remembers what it was asked. */
record FakeStatistics(List<String> events) implements DataStatisticsService {

  @Override
  public DataStatistics count(RunControl control) {
    events.add("count");
    return new DataStatistics(
        LocalDateTime.parse("2026-03-02T01:30"),
        Map.of(
            CountedObject.DATA_ELEMENT, new ObjectCount(12, 0),
            CountedObject.DATA_VALUE, new ObjectCount(345, 6)),
        Map.of(
            StatisticsWindow.LAST_HOUR, new ActivityCount(1, 11, 21),
            StatisticsWindow.TODAY, new ActivityCount(2, 12, 22),
            StatisticsWindow.SINCE_YESTERDAY, new ActivityCount(3, 13, 23),
            StatisticsWindow.LAST_7_DAYS, new ActivityCount(4, 14, 24),
            StatisticsWindow.LAST_30_DAYS, new ActivityCount(5, 15, 25)),
        new InvitationCount(8, 7),
        new DatabaseSize(9_000, List.of(new TableSize("datavalue", 5_000, 2_000))));
  }

  @Override
  public DataStatistics recent() {
    throw new AssertionError("the command line counts");
  }

  @Override
  public DataStatistics takeSnapshot(RunControl control) {
    events.add("snapshot");
    return count(control);
  }

  @Override
  public List<StatisticsTrend> trend(LocalDate from, LocalDate to) {
    events.add("trend " + from + " " + to);
    return List.of(
        new StatisticsTrend(
            StatisticsGroup.OBJECTS.measure("dataValue"),
            List.of(new Point(from, 300), new Point(from.plusDays(1), 345))));
  }

  @Override
  public int forgetBefore(LocalDate day) {
    throw new AssertionError("no command forgets");
  }
}
