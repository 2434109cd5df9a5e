package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the servers to synchronise with. */
@Command(name = "list", description = "Lists the servers to synchronise with.")
final class SyncTargetListCommand implements Callable<Integer> {
  private final CommandContext context;

  SyncTargetListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context.output().write(SyncTargetsReport.of(session.sync().targets().list()));
    }
    return ExitStatus.DONE;
  }
}
