package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how far the metadata here follow a server. */
@Command(name = "status", description = "Tells how far the metadata here follow the server.")
final class SyncMetadataStatusCommand implements Callable<Integer> {
  private static final int RECOVERIES = 20;

  private final CommandContext context;

  @Mixin private SyncMetadataOptions options = new SyncMetadataOptions();

  SyncMetadataStatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      String target = options.target(session.sync());
      context
          .output()
          .write(
              SyncMetadataStatusReport.of(
                  session.sync().metadata().status(target),
                  session.sync().metadata().recoveries(target, RECOVERIES)));
    }
    return ExitStatus.DONE;
  }
}
