package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.minmax.MinMaxGeneration;
import io.github.dhisadmin.minmax.MinMaxResult;
import io.github.dhisadmin.minmax.MinMaxValueService;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes bounds. */
@Command(name = "generate", description = "Computes bounds from the values that there are.")
final class MinMaxGenerateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MinMaxOptions options = new MinMaxOptions();

  @Option(
      names = "--factor",
      paramLabel = "F",
      description = "Standard deviations from the mean to a bound (default: DHIS2's setting).")
  private @Nullable Double factor;

  @Mixin private Consent consent = new Consent();

  MinMaxGenerateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean write = consent.given();
    MinMaxGeneration generation = generation();
    try (AdminSession session = context.openSession()) {
      MinMaxValueService values = session.minMaxValues();
      MinMaxResult result =
          write
              ? values.generate(
                  generation, new RunControl(ProgressListener.NONE, context.cancellation()))
              : values.preview(generation);
      context.output().write(MinMaxOptions.report(write, result));
    }
    return ExitStatus.DONE;
  }

  private MinMaxGeneration generation() {
    MinMaxGeneration generation = MinMaxGeneration.of(options.scope());
    if (factor != null) {
      generation = generation.factor(factor);
    }
    return options.includeManual() ? generation.replaceManual() : generation;
  }
}
