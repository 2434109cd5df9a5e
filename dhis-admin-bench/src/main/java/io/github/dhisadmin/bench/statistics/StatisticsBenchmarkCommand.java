package io.github.dhisadmin.bench.statistics;

import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.pair.PairOptions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command {@code statistics}: exit status 0 when both sides count the same, 1 when not.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar statistics --scale large --output
 * statistics.json}
 */
@Command(
    name = "statistics",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Counts what a database holds with the library and the way DHIS2 does, with its estimates"
            + " and with counts in place of these, and compares times and numbers.")
public final class StatisticsBenchmarkCommand implements Callable<Integer> {
  @Mixin private PairOptions options = new PairOptions();

  @Mixin private ResultOptions results = new ResultOptions();

  @Override
  public Integer call() {
    return options.run(
        results,
        (sessions, admin, turns) ->
            new StatisticsPair(
                    sessions,
                    admin.statistics(),
                    turns,
                    LocalDateTime.now(Clock.system(ZoneId.systemDefault())))
                .measure());
  }
}
