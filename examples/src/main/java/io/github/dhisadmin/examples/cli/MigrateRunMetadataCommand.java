package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MetadataMigrationRequest;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Migrates metadata. What is imported twice has the effect of once, so nobody is asked. */
@Command(
    name = "metadata",
    description = "Migrates dashboards, visualizations and maps with all they need.")
final class MigrateRunMetadataCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateMetadataOptions options = new MigrateMetadataOptions();

  @Option(
      names = "--preview",
      description = "Only tells what would be migrated, what it matches and what is refused.")
  private boolean preview;

  @Option(names = "--enqueue-only", description = "Leaves the work to 'migrate work'.")
  private boolean enqueueOnly;

  MigrateRunMetadataCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      MetadataMigrationRequest request = options.request(migration);
      if (preview) {
        RunControl control = new RunControl(ProgressListener.NONE, context.cancellation());
        MigrateMetadataPlanReport plan =
            MigrateMetadataPlanReport.of(migration.planMetadata(request, control));
        context.output().write(plan);
        return plan.conflicts().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
      }
      MigrationRun run = migration.migrateMetadata(request);
      if (!enqueueOnly) {
        new MigrationWork(context).untilNothingWaits(migration);
      }
      List<ProcessCounts> counts = migration.tasks().counts(run.id());
      context.output().write(MigrateProcessesReport.of(run, migration));
      return enqueueOnly ? ExitStatus.DONE : MigrationWork.status(counts);
    }
  }
}
