package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rows that a server refused. */
@Command(name = "list", description = "Lists rows that a server refused, and why.")
final class SyncFailuresListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private SyncOptions options = new SyncOptions();

  @Option(names = "--limit", paramLabel = "N", description = "How many rows (default: 100).")
  private int limit = 100;

  SyncFailuresListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      String target = options.target(session.sync());
      context
          .output()
          .write(
              SyncFailuresReport.of(
                  session.sync().data().failures(target, limit), options.kinds()));
    }
    return ExitStatus.DONE;
  }
}
