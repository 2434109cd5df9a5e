package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists what is migrated from where to where. */
@Command(name = "list", description = "Lists what is migrated from where to where.")
final class MigrateConfigListCommand implements Callable<Integer> {
  private final CommandContext context;

  MigrateConfigListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context
          .output()
          .write(MigrateConfigReport.of(session.sync().migration().configurations().list()));
    }
    return ExitStatus.DONE;
  }
}
