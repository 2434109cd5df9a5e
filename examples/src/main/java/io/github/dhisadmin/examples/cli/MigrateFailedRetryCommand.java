package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts failed tasks back into the queue. */
@Command(name = "retry", description = "Puts failed tasks back into the queue.")
final class MigrateFailedRetryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateSelectionOptions options = new MigrateSelectionOptions();
  @Mixin private MigrateRequesterOption requester = new MigrateRequesterOption();

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Which tasks (default: all that failed).")
  private List<Long> ids = new ArrayList<>();

  MigrateFailedRetryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      context
          .output()
          .write(
              new MigrateRetryReport(
                  migration.tasks().by(requester.name()).retry(options.selection(migration, ids))));
    }
    return ExitStatus.DONE;
  }
}
