package io.github.dhisadmin.bench.minmax;

import io.github.dhisadmin.bench.comparison.ResultOptions;
import io.github.dhisadmin.bench.pair.PairOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code min-max}: exit status 0 when both sides give the same bounds, 1 when not.
 *
 * <p>{@code java -jar dhis-admin-bench/target/benchmarks.jar min-max --scale xlarge --output
 * min-max.json}
 */
@Command(
    name = "min-max",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Generates bounds over the whole hierarchy with the library and the way DHIS2 does, and"
            + " compares times and bounds.")
public final class MinMaxBenchmarkCommand implements Callable<Integer> {
  @Mixin private PairOptions options = new PairOptions();

  @Mixin private ResultOptions results = new ResultOptions();

  @Option(names = "--elements", description = "Numeric data elements, as far as there are so many.")
  private int elements = 500;

  @Override
  public Integer call() {
    return options.run(
        results,
        (sessions, admin, turns) ->
            new MinMaxPair(sessions, admin.minMaxValues(), turns).measure(elements));
  }
}
