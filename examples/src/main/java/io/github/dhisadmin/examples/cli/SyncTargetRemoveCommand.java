package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a server to synchronise with. */
@Command(name = "remove", description = "Removes a server to synchronise with, and its password.")
final class SyncTargetRemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "N", description = "What it is called.")
  private String name = "";

  @Option(names = "--confirm", description = "Really removes it.")
  private boolean confirmed;

  SyncTargetRemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!confirmed) {
      throw new UsageException("Add --confirm to remove the target " + name + ".");
    }
    try (AdminSession session = context.openSession()) {
      session.sync().targets().remove(name);
      context.output().write(SyncTargetsReport.of(session.sync().targets().list()));
    }
    return ExitStatus.DONE;
  }
}
