package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.DataLockService;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes lock exceptions that are named, or old ones. */
@Command(
    name = "remove",
    description =
        "Removes the exceptions of data sets, periods and organisation units, or old ones.")
final class LockExceptionsRemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private LockExceptionOptions options = new LockExceptionOptions();

  @Option(
      names = "--older-than-months",
      paramLabel = "N",
      description = "Instead: exceptions that were added more than 1 to 12 months ago.")
  private @Nullable Integer months;

  @Mixin private Consent consent = new Consent();

  LockExceptionsRemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean write = consent.given();
    if (months != null && !options.filter().isAll()) {
      throw new UsageException("Name the exceptions or say how old they are, not both.");
    }
    try (AdminSession session = context.openSession()) {
      context
          .output()
          .write(ChangeReport.of(write).with("removed", removed(session.dataLocks(), write)));
    }
    return ExitStatus.DONE;
  }

  private long removed(DataLockService locks, boolean write) {
    if (months != null) {
      return write ? locks.removeExpired(months) : locks.previewRemoveExpired(months);
    }
    LockExceptionFilter filter = options.filter();
    return write ? locks.remove(filter) : locks.previewRemove(filter);
  }
}
