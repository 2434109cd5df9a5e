package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes and removes the bounds within which data values are expected. */
@Command(
    name = "min-max",
    description = "Computes and removes the bounds within which data values are expected.")
final class MinMaxCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new MinMaxCommand())
        .addSubcommand(new MinMaxGenerateCommand(context))
        .addSubcommand(new MinMaxRemoveCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: min-max generate or remove.");
  }
}
