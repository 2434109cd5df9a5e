package io.github.dhisadmin.bench.sync;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.DatabaseOptions;
import io.github.dhisadmin.bench.sql.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code sync}: sends all data values of a database to a server on this machine.
 *
 * <p>{@code java -Xmx128m -jar dhis-admin-bench/target/benchmarks.jar sync --scale medium --output
 * sync.json}
 */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Sends all data values, and posts the same pages in a bare loop.")
public final class SyncBenchmarkCommand implements Callable<Integer> {
  @Mixin private DatabaseOptions databaseOptions = new DatabaseOptions();

  @Mixin private ResultOptions results = new ResultOptions(Path.of("sync.json"));

  @Option(names = "--page-size", description = "Data values in a request.")
  private int pageSize = 10_000;

  @Option(
      names = "--rows-per-second",
      split = ",",
      description = "How fast servers import; 0 for at once, which no DHIS2 does.")
  private List<Long> rowsPerSecond = List.of(20_000L, 0L);

  @Option(
      names = "--values",
      description = "How many data values are kept, the others are deleted first; 0 for all.")
  private long values;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter progress = results.progress();
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    try (BenchmarkDatabase database = databaseOptions.open(progress);
        Sessions sessions = Sessions.of(database.dataSource())) {
      if (values > 0) {
        keep(sessions, values);
      }
      SyncBenchmark benchmark =
          new SyncBenchmark(
              database.dataSource(),
              pageSize,
              line -> progress.println(clock.instant() + " " + line));
      List<SyncTimes> times = new ArrayList<>();
      for (long speed : rowsPerSecond) {
        times.add(benchmark.run(speed));
      }
      SyncReport report =
          new SyncReport(startedAt, results.commandLine(), Environment.of(sessions), times);
      results.write(report);
      results.out().println(report.markdown());
      return 0;
    }
  }

  /** Without the vacuum, a first look would walk over what was deleted. */
  private static void keep(Sessions sessions, long values) {
    sessions.execute(
        "delete from datavalue where ctid = any (array(select ctid from datavalue offset "
            + values
            + "))");
    sessions.execute("vacuum analyze datavalue");
  }
}
