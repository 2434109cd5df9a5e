package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.minmax.MinMaxRemoval;
import io.github.dhisadmin.minmax.MinMaxResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes bounds. */
@Command(name = "remove", description = "Removes bounds.")
final class MinMaxRemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MinMaxOptions options = new MinMaxOptions();

  @Mixin private Consent consent = new Consent();

  MinMaxRemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean write = consent.given();
    MinMaxRemoval generated = MinMaxRemoval.of(options.scope());
    MinMaxRemoval removal = options.includeManual() ? generated.withManual() : generated;
    try (AdminSession session = context.openSession()) {
      MinMaxResult result =
          write
              ? session.minMaxValues().remove(removal)
              : session.minMaxValues().previewRemove(removal);
      context
          .output()
          .write(
              ChangeReport.of(write)
                  .with("removed", result.removed())
                  .with("manualKept", result.manualKept()));
    }
    return ExitStatus.DONE;
  }
}
