package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.DatabaseOptions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code comparison}: exit status 0 when both sides agree, 1 when they do not.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar comparison --scale large --parallelism
 * 2 --output results.json}
 */
@Command(
    name = "comparison",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Builds the data value tables with the library and the way DHIS2 does, and compares times,"
            + " rows and queries.")
public final class ComparisonCommand implements Callable<Integer> {
  @Mixin private DatabaseOptions databaseOptions = new DatabaseOptions();

  @Option(names = "--parallelism", description = "Sessions that work at a time, on both sides.")
  private int parallelism = 2;

  @Option(names = "--repetitions", description = "Builds of each side.")
  private int repetitions = 1;

  @Option(names = "--query-repetitions", description = "Timed runs of each query on each side.")
  private int queryRepetitions = 5;

  @Option(
      names = "--skip",
      split = ",",
      description =
          "Parts to leave out: ${COMPLETION-CANDIDATES}. All but OUTLIERS_SKIPPED and"
              + " OUTLIERS_COMPUTED are parts of these two.")
  private Set<Part> skipped = EnumSet.noneOf(Part.class);

  @Mixin private ResultOptions results = new ResultOptions();

  @Override
  public Integer call() {
    PrintWriter progress = results.progress();
    ComparisonOptions options =
        new ComparisonOptions(parallelism, repetitions, queryRepetitions, skipped);
    Clock clock = Clock.systemUTC();
    try (BenchmarkDatabase database = databaseOptions.open(progress)) {
      ComparisonReport report =
          new Comparison(
                  database.dataSource(),
                  new Library(database.admin().resourceTables(), database.admin().analytics()),
                  options,
                  clock,
                  line -> progress.println(clock.instant() + " " + line))
              .run(results.commandLine(), results::write);
      results.out().println(MarkdownReport.of(report));
      List<String> differences = report.differences();
      differences.forEach(each -> progress.println("DIFFERENT: " + each));
      return differences.isEmpty() ? 0 : 1;
    }
  }
}
