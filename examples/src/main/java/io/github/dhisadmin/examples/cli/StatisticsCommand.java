package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.statistics.DataStatistics;
import io.github.dhisadmin.statistics.DataStatisticsService;
import io.github.dhisadmin.statistics.StatisticsTrend;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts what the database holds. A snapshot goes to the library's own schema and replaces nothing
 * but today's, so nobody is asked for a confirmation.
 */
@Command(
    name = "statistics",
    description = "Counts objects, active users, changed data and disk space.")
final class StatisticsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--snapshot", description = "Keep the numbers as today's snapshot.")
  private boolean snapshot;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Also tell how the numbers went from the snapshot of this day on.")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The last day of the trend (default: the day of the last snapshot).")
  private LocalDate to = LocalDate.of(9999, 12, 31);

  StatisticsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RunControl control = new RunControl(ProgressListener.NONE, context.cancellation());
    try (AdminSession session = context.openSession()) {
      DataStatisticsService service = session.statistics();
      DataStatistics statistics = snapshot ? service.takeSnapshot(control) : service.count(control);
      List<StatisticsTrend> trend = from == null ? List.of() : service.trend(from, to);
      context.output().write(StatisticsReport.of(statistics, trend));
    }
    return ExitStatus.DONE;
  }
}
