package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Migrates between two DHIS2 servers. */
@Command(name = "migrate", description = "Migrates between two DHIS2 servers.")
final class MigrateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new MigrateCommand())
        .addSubcommand(MigrateConfigCommand.line(context))
        .addSubcommand(MigrateRunCommand.line(context))
        .addSubcommand(new MigrateWorkCommand(context))
        .addSubcommand(new MigrateStatusCommand(context))
        .addSubcommand(new MigrateCancelCommand(context))
        .addSubcommand(MigrateFailedCommand.line(context))
        .addSubcommand(new MigrateRunsCommand(context))
        .addSubcommand(new MigrateAuditCommand(context))
        .addSubcommand(new MigratePruneCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: migrate config, run, work, status, cancel, failed, runs, audit or prune.");
  }
}
