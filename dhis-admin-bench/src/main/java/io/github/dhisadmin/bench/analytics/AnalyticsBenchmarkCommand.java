package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.database.BenchmarkDatabase;
import io.github.dhisadmin.bench.database.DatabaseOptions;
import io.github.dhisadmin.bench.pair.Turns;
import io.github.dhisadmin.bench.sql.Sessions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code analytics}: exit status 0 when both sides have the same rows, 1 when not.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar analytics --scale large --repetitions
 * 5 --output analytics.json}
 */
@Command(
    name = "analytics",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Builds resource and analytics tables with the library and the way DHIS2 does, in full, and"
            + " with the library after nothing and after little has changed, and compares times,"
            + " rows, disk and queries.")
public final class AnalyticsBenchmarkCommand implements Callable<Integer> {
  @Mixin private DatabaseOptions databaseOptions = new DatabaseOptions();

  @Option(names = "--repetitions", description = "Times that are taken of each side.")
  private int repetitions = 5;

  @Option(
      names = "--outlier-repetitions",
      description =
          "Times that are taken of builds with outlier statistics, which take DHIS2 longest; 0 for as"
              + " many as of others.")
  private int outlierRepetitions;

  @Option(
      names = "--parts",
      split = ",",
      description = "Only these parts, and those they start from: ${COMPLETION-CANDIDATES}.")
  private Set<AnalyticsPart> parts = EnumSet.allOf(AnalyticsPart.class);

  @Mixin private ResultOptions results = new ResultOptions(Path.of("analytics.json"));

  @Override
  public Integer call() {
    PrintWriter progress = results.progress();
    Clock clock = Clock.systemUTC();
    String startedAt = clock.instant().toString();
    int ofOutliers = outlierRepetitions == 0 ? repetitions : outlierRepetitions;
    long minutes =
        new ExpectedTime(repetitions, ofOutliers).of(parts, databaseOptions.scale()).toMinutes();
    progress.printf("Expected to take about %d minutes%n", Math.max(1, minutes));
    AnalyticsContent content = new AnalyticsContent(databaseOptions.scale());
    Consumer<String> log = line -> progress.println(clock.instant() + " " + line);
    try (BenchmarkDatabase database =
            databaseOptions.open(
                progress, content.name(), content::loadInto, AnalyticsPair.PARALLELISM);
        Sessions sessions = Sessions.of(database.dataSource());
        AnalyticsPair pair =
            new AnalyticsPair(
                database.dataSource(),
                database.admin(),
                new Turns(repetitions, log),
                new Turns(ofOutliers, log),
                findings -> results.write(report(startedAt, sessions, findings)))) {
      AnalyticsFindings findings = pair.measure(parts, new Growth(() -> tenth(database, content)));
      results.out().println(report(startedAt, sessions, findings).markdown());
      List<String> differences = findings.differences();
      differences.forEach(each -> progress.println("DIFFERENT: " + each));
      return differences.isEmpty() ? 0 : 1;
    }
  }

  private AnalyticsReport report(String startedAt, Sessions sessions, AnalyticsFindings findings) {
    return new AnalyticsReport(
        startedAt, results.commandLine(), Environment.of(sessions), Aims.of(findings), findings);
  }

  private static Optional<BenchmarkDatabase> tenth(
      BenchmarkDatabase database, AnalyticsContent content) {
    return content.tenth().flatMap(less -> database.neighbour(less.name(), less::loadInto));
  }
}
