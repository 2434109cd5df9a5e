package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.MigrationService;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists tasks that failed. */
@Command(name = "list", description = "Lists tasks that failed, and why.")
final class MigrateFailedListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private MigrateSelectionOptions options = new MigrateSelectionOptions();

  @Option(names = "--limit", paramLabel = "N", description = "How many tasks (default: 50).")
  private int limit = 50;

  @Option(
      names = "--after",
      paramLabel = "TIME/ID",
      description = "Goes on after the task at this place, as the list names it.")
  private String after = "";

  MigrateFailedListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    FailedTask.Position position = position();
    try (AdminSession session = context.openSession()) {
      MigrationService migration = session.sync().migration();
      context
          .output()
          .write(
              MigrateFailedReport.of(
                  migration
                      .tasks()
                      .failed(options.selection(migration, List.of()), position, limit)));
    }
    return ExitStatus.DONE;
  }

  private FailedTask.Position position() {
    if (after.isEmpty()) {
      return FailedTask.Position.START;
    }
    if (!after.matches("[0-9T:.Z-]+/[0-9]{1,18}")) {
      throw new UsageException("'" + after + "' is no place in the list of failed tasks.");
    }
    int slash = after.indexOf('/');
    return new FailedTask.Position(
        Instant.parse(after.substring(0, slash)), Long.parseLong(after.substring(slash + 1)));
  }
}
