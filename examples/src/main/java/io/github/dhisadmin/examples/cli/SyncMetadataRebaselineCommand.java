package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the metadata here for those of a version; the next run begins after it. */
@Command(
    name = "rebaseline",
    description = "Takes the metadata here for those of a version; the next run begins after it.")
final class SyncMetadataRebaselineCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncRecoveryOptions options = new SyncRecoveryOptions();

  SyncMetadataRebaselineCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return options.carryOut(MetadataRecovery.Action.REBASELINE, context);
  }
}
