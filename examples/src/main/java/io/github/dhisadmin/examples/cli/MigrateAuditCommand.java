package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.MigrationRuns;
import io.github.dhisadmin.migration.MigrationService;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells who did what to runs. */
@Command(
    name = "audit",
    description = "Tells who did what to runs, the newest first; also to those that were pruned.")
final class MigrateAuditCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateOptions options = new MigrateOptions();

  @Option(names = "--run", paramLabel = "ID", description = "All of this run, the oldest first.")
  private @Nullable Long run;

  @Option(names = "--limit", paramLabel = "N", description = "How many entries (default: 50).")
  private int limit = 50;

  @Option(names = "--before", paramLabel = "ID", description = "Only entries before this one.")
  private long before = MigrationRuns.NEWEST;

  MigrateAuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      List<AuditEntry> entries =
          run == null
              ? migration.runs().audit(options.configuration(migration), before, limit)
              : migration.runs().audit(run);
      context.output().write(MigrateAuditReport.of(entries));
    }
    return ExitStatus.DONE;
  }
}
