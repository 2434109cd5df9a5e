package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.JsonReport;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.testkit.demo.Scale;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--scale", description = "Size of the generated data: ${COMPLETION-CANDIDATES}.")
  private Scale scale = Scale.LARGE;

  @Option(names = "--periods", description = "Unused periods to prune.")
  private int periods = 200;

  @Option(names = "--values", description = "Zeros to remove, and deleted values to purge.")
  private int values = 500_000;

  @Option(names = "--organisation-units", description = "Units with a wrong path.")
  private int organisationUnits = 100_000;

  @Option(names = "--output", description = "Where to write the results as JSON.")
  private Path output = Path.of("maintenance.json");

  @Option(
      names = "--server-setting",
      description = "A setting of the embedded server, as NAME=VALUE.")
  private Map<String, String> serverSettings = new LinkedHashMap<>();

  @Option(
      names = "--jdbc-url",
      description =
          "Compares on this database, which is changed for good, and not on an embedded one. The"
              + " password is read from DHIS_ADMIN_PASSWORD.")
  private @Nullable String jdbcUrl;

  @Option(names = "--user", description = "The user of --jdbc-url.")
  private String user = "dhis";

  @Override
  public Integer call() {
    PrintWriter progress = spec.commandLine().getErr();
    Clock clock = Clock.systemUTC();
    try (BenchmarkDatabase database = open(progress)) {
      MaintenanceComparison comparison =
          new MaintenanceComparison(
              database.dataSource(),
              database.admin().maintenance(),
              line -> progress.println(clock.instant() + " " + line));
      Environment environment = environment(database);
      List<OperationReport> operations = new ArrayList<>();
      for (Scenario scenario : new Scenarios(periods, values, organisationUnits).all()) {
        operations.add(comparison.compare(scenario));
        write(new MaintenanceReport(commandLine(), environment, operations));
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(new MaintenanceReport(commandLine(), environment, operations).markdown());
      out.flush();
      return operations.stream().allMatch(OperationReport::isComplete) ? 0 : 1;
    }
  }

  private static Environment environment(BenchmarkDatabase database) {
    try (Sessions sessions = Sessions.of(database.dataSource())) {
      return Environment.of(sessions);
    }
  }

  private BenchmarkDatabase open(PrintWriter progress) {
    if (jdbcUrl != null) {
      return BenchmarkDatabase.external(jdbcUrl, user, System.getenv("DHIS_ADMIN_PASSWORD"));
    }
    progress.println("Starting PostgreSQL and generating the data, scale " + scale);
    return BenchmarkDatabase.embedded(scale, null, serverSettings);
  }

  private void write(MaintenanceReport report) {
    try {
      Files.writeString(output, JsonReport.of(report) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output, e);
    }
  }

  private String commandLine() {
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    return "java -jar benchmarks.jar maintenance " + String.join(" ", arguments);
  }
}
