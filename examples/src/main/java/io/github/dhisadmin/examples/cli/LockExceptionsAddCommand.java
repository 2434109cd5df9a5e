package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Adds lock exceptions. */
@Command(
    name = "add",
    description = "Adds an exception for each data set, period and organisation unit.")
final class LockExceptionsAddCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private LockExceptionOptions options = new LockExceptionOptions();

  @Mixin private Consent consent = new Consent();

  LockExceptionsAddCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean write = consent.given();
    LockExceptionGrant grant = options.grant();
    try (AdminSession session = context.openSession()) {
      LockExceptionGrantResult result =
          write ? session.dataLocks().add(grant) : session.dataLocks().previewAdd(grant);
      context
          .output()
          .write(
              ChangeReport.of(write)
                  .with("added", result.added())
                  .with("alreadyPresent", result.alreadyPresent())
                  .with("notAssigned", result.notAssigned())
                  .with("otherPeriodType", result.otherPeriodType()));
    }
    return ExitStatus.DONE;
  }
}
