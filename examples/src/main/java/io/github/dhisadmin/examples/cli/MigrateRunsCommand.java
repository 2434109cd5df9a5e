package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.MigrationService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs of a configuration. */
@Command(name = "runs", description = "Lists runs, the newest first.")
final class MigrateRunsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(names = "--limit", paramLabel = "N", description = "How many runs (default: 50).")
  private int limit = 50;

  @Option(names = "--before", paramLabel = "ID", description = "Only runs before this one.")
  private long before = MigrationRuns.NEWEST;

  MigrateRunsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      context
          .output()
          .write(
              MigrateRunsReport.of(
                  migration.runs().list(options.configuration(migration), before, limit)));
    }
    return ExitStatus.DONE;
  }
}
