package io.github.dhisadmin.examples.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells about cron expressions. */
@Command(name = "cron", description = "Tells what a cron expression means.")
final class CronCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context, Clock clock) {
    return new CommandLine(new CronCommand()).addSubcommand(new CronExplainCommand(context, clock));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: cron explain.");
  }
}
