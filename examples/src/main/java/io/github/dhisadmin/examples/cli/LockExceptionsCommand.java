package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and changes which expired data may still be entered. */
@Command(
    name = "lock-exceptions",
    description = "Shows and changes which expired data may still be entered.")
final class LockExceptionsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new LockExceptionsCommand())
        .addSubcommand(new LockExceptionsListCommand(context))
        .addSubcommand(new LockExceptionsAddCommand(context))
        .addSubcommand(new LockExceptionsRemoveCommand(context))
        .addSubcommand(new LockExceptionsExplainCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: lock-exceptions list, add, remove or explain.");
  }
}
