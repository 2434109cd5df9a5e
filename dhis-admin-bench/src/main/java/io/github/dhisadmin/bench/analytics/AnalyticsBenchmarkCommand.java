package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.pair.PairOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        "Builds analytics tables with the library and the way DHIS2 does, in full, and with the"
            + " library after nothing and after little has changed, and compares times and rows.")
public final class AnalyticsBenchmarkCommand implements Callable<Integer> {
  @Mixin private PairOptions options = new PairOptions();

  @Option(
      names = "--skip-outliers",
      description = "Leave out the builds with outlier statistics, which take DHIS2 longest.")
  private boolean skipOutliers;

  @Mixin private ResultOptions results = new ResultOptions(Path.of("analytics.json"));

  @Override
  public Integer call() {
    return options.run(
        results,
        (sessions, admin, turns) ->
            new AnalyticsPair(sessions, admin, turns, !skipOutliers).measure());
  }
}
