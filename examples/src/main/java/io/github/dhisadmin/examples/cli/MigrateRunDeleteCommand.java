package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.DeletionPlan;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes data at the destination. */
@Command(
    name = "delete",
    description = "Deletes data at the destination, after they were counted there.",
    footer = {
      "",
      "--preview writes a token; --confirm --token deletes the values of that preview and no",
      "others, --confirm alone those that are there now."
    })
final class MigrateRunDeleteCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateDataOptions options = new MigrateDataOptions();
  @Mixin private Consent consent = new Consent();

  @Option(names = "--token", paramLabel = "TOKEN", description = "Of the preview that was seen.")
  private @Nullable String token;

  MigrateRunDeleteCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean confirmed = consent.given();
    RunControl control = new RunControl(ProgressListener.NONE, context.cancellation());
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      DataMigrationRequest request = options.request(migration);
      if (!confirmed || token == null) {
        DeletionPlan plan = migration.planDeletion(request, control);
        if (!confirmed) {
          context.output().write(MigrateDeletionReport.of(plan));
          return ExitStatus.DONE;
        }
        return delete(migration, request, plan.token(), control);
      }
      return delete(migration, request, token, control);
    }
  }

  private int delete(
      MigrationService migration, DataMigrationRequest request, String seen, RunControl control) {
    MigrationRun run = migration.deleteData(request, seen, control);
    new MigrationWork(context).untilNothingWaits(migration);
    List<ProcessCounts> counts = migration.tasks().counts(run.id());
    context.output().write(MigrateProcessesReport.of(run, migration));
    return MigrationWork.status(counts);
  }
}
