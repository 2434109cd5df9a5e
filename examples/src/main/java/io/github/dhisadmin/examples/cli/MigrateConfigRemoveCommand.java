package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a configuration. */
@Command(name = "remove", description = "Removes a configuration; its runs and tasks stay.")
final class MigrateConfigRemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "N", description = "What it is called.")
  private String name = "";

  @Option(names = "--confirm", description = "Really removes it.")
  private boolean confirmed;

  MigrateConfigRemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!confirmed) {
      throw new UsageException("Add --confirm to remove the configuration " + name + ".");
    }
    try (AdminSession session = context.openSession()) {
      session.sync().migration().configurations().remove(name);
      context
          .output()
          .write(MigrateConfigReport.of(session.sync().migration().configurations().list()));
    }
    return ExitStatus.DONE;
  }
}
