package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationService;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how many tasks stand where. */
@Command(name = "status", description = "Tells how many tasks wait, are worked on, failed or done.")
final class MigrateStatusCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(names = "--run", paramLabel = "ID", description = "Only of this run.")
  private @Nullable Long run;

  MigrateStatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      context
          .output()
          .write(
              run == null
                  ? MigrateProcessesReport.of(
                      migration.tasks().counts(options.configuration(migration)))
                  : MigrateProcessesReport.of(run, migration));
    }
    return ExitStatus.DONE;
  }
}
