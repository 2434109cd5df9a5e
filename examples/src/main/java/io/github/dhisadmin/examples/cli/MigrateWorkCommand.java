package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Carries tasks of migrations out. */
@Command(
    name = "work",
    description = "Carries out the tasks that wait; any number of processes may at the same time.")
final class MigrateWorkCommand implements Callable<Integer> {
  private final CommandContext context;

  MigrateWorkCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      new MigrationWork(context).untilNothingWaits(session.sync().migration());
    }
    return ExitStatus.DONE;
  }
}
