package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and empties the caches of this process; those of a server are that process's own. */
@Command(name = "caches", description = "Shows and empties the caches of this process.")
final class CachesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with all it can do. */
  static CommandLine line(CommandContext context) {
    return new CommandLine(new CachesCommand())
        .addSubcommand(new CachesListCommand(context))
        .addSubcommand(new CachesClearCommand(context));
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: caches list or clear.");
  }
}
