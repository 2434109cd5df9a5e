package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.ServerOptions;
import io.github.dhisadmin.bench.sql.Sessions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code migration}: data values from one server to another, with both of them and the
 * worker in this process.
 *
 * <p>{@code java -Xmx256m -jar dhis-admin-bench/target/benchmarks.jar migration --output
 * migration.json}
 */
@Command(
    name = "migration",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Migrates data values from one server to another, to see what memory that needs.")
public final class MigrationBenchmarkCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private ResultOptions results = new ResultOptions(Path.of("migration.json"));

  @Option(names = "--values", description = "Data values, rounded up to whole periods.")
  private long values = 5_000_000;

  @Option(
      names = "--units",
      description = "Organisation units; 50 times as many values are fetched at a time.")
  private int units = 500;

  @Option(
      names = "--rows-per-second",
      description = "How fast the destination imports; 0 for at once, which no DHIS2 does.")
  private long rowsPerSecond;

  @Override
  public Integer call() {
    PrintWriter progress = results.progress();
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    try (BenchmarkDatabase database =
            BenchmarkDatabase.embedded(
                "bench_migration",
                source -> {},
                server.dataDirectory(),
                server.durableSettings(),
                2);
        Sessions sessions = Sessions.of(database.dataSource())) {
      MigrationTimes times =
          new MigrationBenchmark(
                  database.dataSource(),
                  units,
                  line -> progress.println(clock.instant() + " " + line))
              .run(values, rowsPerSecond);
      MigrationReport report =
          new MigrationReport(startedAt, results.commandLine(), Environment.of(sessions), times);
      results.write(report);
      results.out().println(report.markdown());
      return 0;
    }
  }
}
