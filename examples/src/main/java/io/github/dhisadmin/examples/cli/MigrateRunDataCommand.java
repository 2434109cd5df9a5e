package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Migrates data. What is sent twice has the effect of once, so nobody is asked. */
@Command(name = "data", description = "Migrates data.")
final class MigrateRunDataCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateDataOptions options = new MigrateDataOptions();

  @Option(names = "--preview", description = "Only tells which periods would be migrated.")
  private boolean preview;

  @Option(names = "--enqueue-only", description = "Leaves the work to 'migrate work'.")
  private boolean enqueueOnly;

  MigrateRunDataCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      DataMigrationRequest request = options.request(migration);
      if (preview) {
        context.output().write(MigratePlanReport.of(migration.plan(request)));
        return ExitStatus.DONE;
      }
      MigrationRun run = migration.migrateData(request);
      if (!enqueueOnly) {
        new MigrationWork(context).untilNothingWaits(migration);
      }
      List<ProcessCounts> counts = migration.tasks().counts(run.id());
      context.output().write(MigrateProcessesReport.of(run, migration));
      return enqueueOnly ? ExitStatus.DONE : MigrationWork.status(counts);
    }
  }
}
