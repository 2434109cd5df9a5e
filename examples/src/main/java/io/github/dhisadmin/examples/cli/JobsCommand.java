package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Handles the jobs of a database; {@code scheduler} is what runs them. */
@Command(name = "jobs", description = "Lists and changes the jobs that schedulers run.")
final class JobsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new JobsCommand())
        .addSubcommand(new JobsListCommand(context))
        .addSubcommand(new JobsTypesCommand(context))
        .addSubcommand(new JobsCreateCommand(context))
        .addSubcommand(new JobsUpdateCommand(context))
        .addSubcommand(new JobsRunCommand(context))
        .addSubcommand("enable", JobActionCommand.of(context, JobAction.ENABLE))
        .addSubcommand("disable", JobActionCommand.of(context, JobAction.DISABLE))
        .addSubcommand("cancel", JobActionCommand.of(context, JobAction.CANCEL))
        .addSubcommand("abandon", JobActionCommand.of(context, JobAction.ABANDON))
        .addSubcommand(new JobsDeleteCommand(context))
        .addSubcommand(new JobsHistoryCommand(context))
        .addSubcommand(new JobsErrorsCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: jobs list, types, create, update, run, enable, disable, delete, history,"
            + " errors, cancel or abandon.");
  }
}
