package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists caches. */
@Command(name = "list", description = "Lists caches with what they counted.")
final class CachesListCommand implements Callable<Integer> {
  private final CommandContext context;

  CachesListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context.output().write(CachesReport.of(session.caches().caches()));
    }
    return ExitStatus.DONE;
  }
}
