package io.github.dhisadmin.bench.integrity;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.ServerOptions;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.testkit.demo.MetadataDemo;
import io.github.dhisadmin.testkit.demo.MetadataSize;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code integrity}: exit status 0 when both sides count the same issues, 1 when they
 * do not.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar integrity --output results.json}
 */
@Command(
    name = "integrity",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Runs the integrity checks of DHIS2's guide on generated metadata with the library and the"
            + " way DHIS2 does, and compares times and counts.")
public final class IntegrityCommand implements Callable<Integer> {
  @Option(
      names = "--factor",
      split = ",",
      description =
          "Sizes of the metadata; 1 is 50,000 units, 20,000 option combinations, 5,000 indicators,"
              + " 5,000 program indicators, 2,000 validation rules.")
  private List<Integer> factors = List.of(1, 10);

  @Option(
      names = "--peer-factor",
      split = ",",
      description = "Those of the sizes with which DHIS2's procedure runs as well.")
  private List<Integer> peerFactors = List.of(1);

  @Option(
      names = "--peer-limit",
      description = "Seconds after which a statement of DHIS2's procedure is given up.")
  private long peerLimit = 120;

  @Option(names = "--planted", description = "Violations of each check.")
  private int planted = 50;

  @Option(names = "--parallelism", description = "Checks that the library runs at a time.")
  private int parallelism = 2;

  @Option(names = "--repetitions", description = "Runs of the library.")
  private int repetitions = 5;

  @Mixin private ResultOptions results = new ResultOptions();

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    PrintWriter progress = results.progress();
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    List<SizeReport> sizes = new ArrayList<>();
    IntegrityReport report = null;
    for (int factor : factors) {
      progress.println(clock.instant() + " generating metadata, factor " + factor);
      try (BenchmarkDatabase database = open(factor);
          Sessions sessions = Sessions.of(database.dataSource())) {
        sizes.add(
            new IntegrityBenchmark(
                    database.dataSource(),
                    database.admin().integrity(),
                    repetitions,
                    line -> progress.println(clock.instant() + " " + line))
                .run(factor, peerFactors.contains(factor) ? Duration.ofSeconds(peerLimit) : null));
        report =
            new IntegrityReport(
                startedAt,
                results.commandLine(),
                Environment.of(sessions),
                parallelism,
                repetitions,
                peerLimit,
                sizes);
        results.write(report);
      }
    }
    return report == null ? 0 : finish(report, progress);
  }

  private int finish(IntegrityReport report, PrintWriter progress) {
    results.out().println(report.markdown());
    List<String> differences = report.differences();
    differences.forEach(each -> progress.println("DIFFERENT: " + each));
    return differences.isEmpty() ? 0 : 1;
  }

  private BenchmarkDatabase open(int factor) {
    MetadataDemo metadata =
        MetadataDemo.of(MetadataSize.national().times(factor)).planting(planted);
    return BenchmarkDatabase.embedded(
        "bench_metadata_" + factor,
        metadata::loadInto,
        server.dataDirectory(),
        server.settings(),
        parallelism);
  }
}
