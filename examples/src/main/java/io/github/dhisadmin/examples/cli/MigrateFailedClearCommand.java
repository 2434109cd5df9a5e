package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.ClearingPlan.Scope;
import io.github.dhisadmin.migration.MigrationService;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Throws tasks away. */
@Command(name = "clear", description = "Throws failed tasks away, after telling what is lost.")
final class MigrateFailedClearCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateSelectionOptions options = new MigrateSelectionOptions();
  @Mixin private Consent consent = new Consent();
  @Mixin private MigrateRequesterOption requester = new MigrateRequesterOption();

  @Option(names = "--queued-too", description = "Also tasks that wait.")
  private boolean queuedToo;

  MigrateFailedClearCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean confirmed = consent.given();
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      ClearingPlan plan =
          migration
              .tasks()
              .plan(
                  new Clearing(
                      options.selection(migration, List.of()),
                      queuedToo ? Scope.QUEUED_AND_FAILED : Scope.FAILED));
      context
          .output()
          .write(
              MigrateClearingReport.of(
                  confirmed ? migration.tasks().by(requester.name()).clear(plan) : plan,
                  confirmed));
    }
    return ExitStatus.DONE;
  }
}
