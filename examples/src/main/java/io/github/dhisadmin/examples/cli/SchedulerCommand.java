package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs jobs until it is told to end. */
@Command(
    name = "scheduler",
    description = "Runs the jobs of the database until Ctrl-C; any number may run at once.")
final class SchedulerCommand implements Callable<Integer> {
  private final CommandContext context;

  SchedulerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (AdminSession session = context.openSession()) {
      session.start();
      context.terminal().err().println("The scheduler runs; end it with Ctrl-C.");
      context.terminal().err().flush();
      context.termination().await();
    }
    return ExitStatus.DONE;
  }
}
