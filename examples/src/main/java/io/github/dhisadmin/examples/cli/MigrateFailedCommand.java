package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after tasks that failed. */
@Command(name = "failed", description = "Looks after tasks that failed.")
final class MigrateFailedCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new MigrateFailedCommand())
        .addSubcommand(new MigrateFailedListCommand(context))
        .addSubcommand(new MigrateFailedRetryCommand(context))
        .addSubcommand(new MigrateFailedClearCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: migrate failed list, retry or clear.");
  }
}
