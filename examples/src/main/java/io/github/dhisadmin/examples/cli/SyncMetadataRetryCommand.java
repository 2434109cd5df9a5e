package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Applies a version with the next run, though it failed, changed or was left out. */
@Command(
    name = "retry",
    description = "Applies a version with the next run, though it failed, changed or was left out.")
final class SyncMetadataRetryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncRecoveryOptions options = new SyncRecoveryOptions();

  SyncMetadataRetryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return options.carryOut(MetadataRecovery.Action.RETRY, context);
  }
}
