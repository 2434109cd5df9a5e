package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.DatabaseOptions;
import io.github.dhisadmin.bench.sql.Sessions;
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
 * The command {@code maintenance}: exit status 0 when both sides have done all there was to do, 1
 * when one has not.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar maintenance --scale large --output
 * maintenance.json}
 */
@Command(
    name = "maintenance",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Does maintenance with the library and the way DHIS2 does, and compares times.")
public final class MaintenanceCommand implements Callable<Integer> {
  @Mixin private DatabaseOptions databaseOptions = new DatabaseOptions();

  @Mixin private ResultOptions results = new ResultOptions(Path.of("maintenance.json"));

  @Option(names = "--periods", description = "Unused periods to prune.")
  private int periods = 200;

  @Option(names = "--values", description = "Zeros to remove, and deleted values to purge.")
  private int values = 500_000;

  @Option(names = "--organisation-units", description = "Units with a wrong path.")
  private int organisationUnits = 100_000;

  @Override
  public Integer call() {
    PrintWriter progress = results.progress();
    Clock clock = Clock.systemUTC();
    try (BenchmarkDatabase database = databaseOptions.open(progress)) {
      MaintenanceComparison comparison =
          new MaintenanceComparison(
              database.dataSource(),
              database.admin().maintenance(),
              line -> progress.println(clock.instant() + " " + line));
      Environment environment = environment(database);
      List<OperationReport> operations = new ArrayList<>();
      for (Scenario scenario : new Scenarios(periods, values, organisationUnits).all()) {
        operations.add(comparison.compare(scenario));
        results.write(new MaintenanceReport(results.commandLine(), environment, operations));
      }
      PrintWriter out = results.out();
      out.println(new MaintenanceReport(results.commandLine(), environment, operations).markdown());
      out.flush();
      return operations.stream().allMatch(OperationReport::isComplete) ? 0 : 1;
    }
  }

  private static Environment environment(BenchmarkDatabase database) {
    try (Sessions sessions = Sessions.of(database.dataSource())) {
      return Environment.of(sessions);
    }
  }
}
