package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.PruningPlan.Scope;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes old runs. */
@Command(
    name = "prune",
    description = "Removes old runs with their tasks, after telling what is lost.",
    footer = {"", "What was done to them stays in 'migrate audit'."})
final class MigratePruneCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateOptions options = new MigrateOptions();
  @Mixin private Consent consent = new Consent();
  @Mixin private MigrateRequesterOption requester = new MigrateRequesterOption();

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "DAYS",
      description = "Runs that ended so many days ago, or more.")
  private int days;

  @Option(names = "--failed-too", description = "Also runs with failed tasks.")
  private boolean failedToo;

  @Option(names = "--queued-too", description = "Also runs with failed and with waiting tasks.")
  private boolean queuedToo;

  MigratePruneCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean confirmed = consent.given();
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      PruningPlan plan =
          migration
              .runs()
              .plan(new Pruning(options.configuration(migration), Duration.ofDays(days), scope()));
      context
          .output()
          .write(
              MigratePruningReport.of(
                  confirmed ? migration.runs().prune(plan, requester.name()) : plan, confirmed));
    }
    return ExitStatus.DONE;
  }

  private Scope scope() {
    if (queuedToo) {
      return Scope.FAILED_AND_QUEUED_TOO;
    }
    return failedToo ? Scope.FAILED_TOO : Scope.SETTLED;
  }
}
