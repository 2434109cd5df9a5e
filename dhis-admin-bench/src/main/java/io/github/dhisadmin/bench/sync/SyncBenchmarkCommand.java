package io.github.dhisadmin.bench.sync;

import io.github.dhisadmin.bench.comparison.JsonReport;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.testkit.demo.Scale;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code sync}: sends all data values of a database to a server on this machine.
 *
 * <p>{@code java -Xmx128m -jar dhis-admin-bench/target/benchmarks.jar sync --jdbc-url URL --user U}
 */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Sends all data values, and posts the same pages in a bare loop.")
public final class SyncBenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--scale", description = "Size of the generated data: ${COMPLETION-CANDIDATES}.")
  private Scale scale = Scale.LARGE;

  @Option(names = "--page-size", description = "Data values in a request.")
  private int pageSize = 10_000;

  @Option(
      names = "--rows-per-second",
      description = "How fast the server imports; 0 for at once, which no DHIS2 does.")
  private long rowsPerSecond = 20_000;

  @Option(names = "--output", description = "Where to write the results as JSON.")
  private Path output = Path.of("sync.json");

  @Option(
      names = "--jdbc-url",
      description =
          "Sends what this database holds, and not generated data. The password is read from"
              + " DHIS_ADMIN_PASSWORD.")
  private @Nullable String jdbcUrl;

  @Option(names = "--user", description = "The user of --jdbc-url.")
  private String user = "dhis";

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter progress = spec.commandLine().getErr();
    Clock clock = Clock.systemUTC();
    try (BenchmarkDatabase database = open()) {
      SyncReport report =
          new SyncBenchmark(
                  database.dataSource(),
                  pageSize,
                  rowsPerSecond,
                  line -> progress.println(clock.instant() + " " + line))
              .run(commandLine());
      Files.writeString(output, JsonReport.of(report) + "\n");
      PrintWriter out = spec.commandLine().getOut();
      out.println(report.markdown());
      out.flush();
      return 0;
    }
  }

  private BenchmarkDatabase open() {
    return jdbcUrl == null
        ? BenchmarkDatabase.embedded(scale, null, Map.of())
        : BenchmarkDatabase.external(jdbcUrl, user, System.getenv("DHIS_ADMIN_PASSWORD"));
  }

  private String commandLine() {
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    return "java -jar benchmarks.jar sync " + String.join(" ", arguments);
  }
}
