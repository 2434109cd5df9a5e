package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds what is wrong in the metadata; writes to the library's own history only. */
@Command(name = "integrity", description = "Finds what is wrong in the metadata of the database.")
final class IntegrityCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    CommandLine summary = new CommandLine(IntegrityRunCommand.summary(context));
    summary.getCommandSpec().usageMessage().description("Counts the issues of checks.");
    CommandLine details = new CommandLine(IntegrityRunCommand.details(context));
    details.getCommandSpec().usageMessage().description("Lists the issues of checks.");
    return new CommandLine(new IntegrityCommand())
        .addSubcommand(new IntegrityListCommand(context))
        .addSubcommand("summary", summary)
        .addSubcommand("details", details);
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: integrity list, summary or details.");
  }
}
