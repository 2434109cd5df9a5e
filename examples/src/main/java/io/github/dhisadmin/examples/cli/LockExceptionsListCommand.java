package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists lock exceptions. */
@Command(name = "list", description = "Lists lock exceptions.")
final class LockExceptionsListCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 1_000;

  private final CommandContext context;

  @Mixin private LockExceptionOptions options = new LockExceptionOptions();

  @Option(names = "--limit", paramLabel = "N", description = "How many at most (default: 1000).")
  private int limit = DEFAULT_LIMIT;

  LockExceptionsListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context
          .output()
          .write(LockExceptionListReport.of(session.dataLocks().list(options.filter(), limit)));
    }
    return ExitStatus.DONE;
  }
}
