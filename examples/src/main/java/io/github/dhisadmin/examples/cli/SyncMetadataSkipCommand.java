package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on without the version that is next, as if it had been applied. */
@Command(
    name = "skip",
    description = "Goes on without the version that is next, as if it had been applied.")
final class SyncMetadataSkipCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncRecoveryOptions options = new SyncRecoveryOptions();

  SyncMetadataSkipCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return options.carryOut(MetadataRecovery.Action.SKIP, context);
  }
}
