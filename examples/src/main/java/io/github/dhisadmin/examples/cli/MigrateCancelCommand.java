package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationTasks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a run. */
@Command(name = "cancel", description = "Stops a run, after telling what will not be done.")
final class MigrateCancelCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private Consent consent = new Consent();
  @Mixin private MigrateRequesterOption requester = new MigrateRequesterOption();

  @Option(names = "--run", required = true, paramLabel = "ID", description = "Which run.")
  private long run;

  MigrateCancelCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean confirmed = consent.given();
    try (AdminSession session = context.openSession()) {
      MigrationTasks tasks = session.sync().migration().tasks().by(requester.name());
      context
          .output()
          .write(
              new MigrateCancelReport(
                  run, confirmed, confirmed ? tasks.cancel(run) : undone(tasks, run)));
    }
    return ExitStatus.DONE;
  }

  private static long undone(MigrationTasks tasks, long run) {
    return tasks.counts(run).stream().mapToLong(each -> each.queued() + each.processing()).sum();
  }
}
