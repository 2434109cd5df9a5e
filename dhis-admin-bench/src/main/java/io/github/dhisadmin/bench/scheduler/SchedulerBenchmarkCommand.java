package io.github.dhisadmin.bench.scheduler;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.ServerOptions;
import io.github.dhisadmin.bench.sql.Sessions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code scheduler}: this library's scheduler beside db-scheduler and Quartz.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar scheduler --output scheduler.json}
 */
@Command(
    name = "scheduler",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Measures jobs per second, lateness and the cost of waiting of this library's scheduler, of"
            + " db-scheduler and of Quartz on one server.")
public final class SchedulerBenchmarkCommand implements Callable<Integer> {
  private static final int CRON_SECONDS = 5;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private ResultOptions results = new ResultOptions();

  @Option(names = "--schedulers", split = ",", description = "Beginnings of their names.")
  private List<String> schedulers = List.of("dhis-admin", "db-scheduler", "Quartz");

  @Option(names = "--jobs", description = "Jobs that run once and do nothing.")
  private int jobs = 20_000;

  @Option(names = "--nodes", split = ",", description = "How many nodes share them.")
  private List<Integer> nodes = List.of(1, 2, 4);

  @Option(names = "--threads", description = "Threads of each node, at most 64.")
  private int threads = 20;

  @Option(names = "--connections", description = "Connections of each node at most.")
  private int connections = 25;

  @Option(names = "--repetitions", description = "Times that throughput is measured.")
  private int repetitions = 3;

  @Option(names = "--cron-jobs", description = "Jobs that have the same times.")
  private int cronJobs = 500;

  @Option(names = "--firings", description = "How many of these times are waited for.")
  private int firings = 6;

  @Option(names = "--idle-rows", split = ",", description = "Jobs while nothing is due.")
  private List<Integer> idleRows = List.of(0, 1_000, 100_000);

  @Option(names = "--idle-seconds", description = "How long nothing is due.")
  private int idleSeconds = 20;

  @Option(names = "--history", description = "Former runs remembered in one more measurement.")
  private int history = 1_000_000;

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    try (BenchmarkDatabase database =
            BenchmarkDatabase.embedded(
                "bench_scheduler", source -> {}, server.dataDirectory(), settings(), 2);
        Sessions sessions = Sessions.of(database.dataSource())) {
      SchedulerBenchmark.Sizes sizes =
          new SchedulerBenchmark.Sizes(
              schedulers,
              jobs,
              nodes,
              threads,
              connections,
              cronJobs,
              CRON_SECONDS,
              firings,
              idleRows,
              idleSeconds,
              history);
      SchedulerBenchmark benchmark =
          new SchedulerBenchmark(
              database.dataSource(),
              sessions,
              sizes,
              line -> results.progress().println(clock.instant() + " " + line));
      SchedulerReport report =
          new SchedulerReport(
              startedAt,
              results.commandLine(),
              Environment.of(sessions),
              sizes,
              benchmark.throughput(repetitions),
              benchmark.lateness(),
              benchmark.idle());
      // Else the server has more to write when it is stopped than it is given time for.
      sessions.execute("checkpoint");
      results.write(report);
      results.out().println(report.markdown());
      return 0;
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = server.durableSettings();
    settings.putIfAbsent("max_connections", "300");
    return settings;
  }
}
