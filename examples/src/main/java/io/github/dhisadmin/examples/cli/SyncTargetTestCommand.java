package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.TargetCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks whether a server answers. */
@Command(name = "test", description = "Looks whether a server answers and would take data.")
final class SyncTargetTestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "N", description = "What it is called.")
  private String name = "";

  SyncTargetTestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      TargetCheck check = session.sync().targets().test(name);
      context.output().write(SyncTargetTestReport.of(name, check));
      return check.available() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }
}
