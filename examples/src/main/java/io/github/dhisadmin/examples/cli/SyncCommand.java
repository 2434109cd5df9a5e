package io.github.dhisadmin.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Synchronises with other DHIS2 servers. */
@Command(name = "sync", description = "Synchronises with other DHIS2 servers.")
final class SyncCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * The command with all it can do.
   *
   * @param add which has to take its options over when all commands are put together
   */
  static CommandLine line(CommandContext context, SyncTargetAddCommand add) {
    CommandLine target =
        new CommandLine(new SyncTargetCommand())
            .addSubcommand(add)
            .addSubcommand(new SyncTargetListCommand(context))
            .addSubcommand(new SyncTargetRemoveCommand(context))
            .addSubcommand(new SyncTargetTestCommand(context));
    CommandLine failures =
        new CommandLine(new SyncFailuresCommand())
            .addSubcommand(new SyncFailuresListCommand(context))
            .addSubcommand(new SyncFailuresRetryCommand(context));
    return new CommandLine(new SyncCommand())
        .addSubcommand(target)
        .addSubcommand(new SyncDataCommand(context))
        .addSubcommand(new SyncVerifyCommand(context))
        .addSubcommand(SyncMetadataCommand.line(context))
        .addSubcommand(failures);
  }

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: sync target, data, verify, metadata or failures.");
  }
}
