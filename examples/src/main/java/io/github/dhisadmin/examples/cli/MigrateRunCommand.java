package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Migrates metadata or data, deletes data, or compares both sides. */
@Command(name = "run", description = "Migrates metadata or data, deletes data, or compares.")
final class MigrateRunCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new MigrateRunCommand())
        .addSubcommand(new MigrateRunMetadataCommand(context))
        .addSubcommand(new MigrateRunDataCommand(context))
        .addSubcommand(new MigrateRunDeleteCommand(context))
        .addSubcommand(new MigrateRunValidateCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: migrate run metadata, data, delete or validate.");
  }
}
