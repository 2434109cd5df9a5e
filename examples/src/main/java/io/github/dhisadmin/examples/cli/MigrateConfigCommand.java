package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after what is migrated from where to where. */
@Command(name = "config", description = "Looks after what is migrated from where to where.")
final class MigrateConfigCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new MigrateConfigCommand())
        .addSubcommand(new MigrateConfigListCommand(context))
        .addSubcommand(new MigrateConfigSaveCommand(context))
        .addSubcommand(new MigrateConfigTestCommand(context))
        .addSubcommand(new MigrateConfigRemoveCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: migrate config list, save, test or remove.");
  }
}
