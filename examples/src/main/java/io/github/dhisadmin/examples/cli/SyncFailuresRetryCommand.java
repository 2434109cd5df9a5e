package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets the next run send what a server refused. */
@Command(name = "retry", description = "Lets the next run send what a server refused.")
final class SyncFailuresRetryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncOptions options = new SyncOptions();

  SyncFailuresRetryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      String target = options.target(session.sync());
      context
          .output()
          .write(new SyncRetryReport(session.sync().data().retryFailures(target, options.kinds())));
    }
    return ExitStatus.DONE;
  }
}
