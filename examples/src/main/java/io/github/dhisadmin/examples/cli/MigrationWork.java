package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MigrationService;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.run.RunControl;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** This process as a worker of migrations. */
final class MigrationWork {
  /** As many tasks as a worker carries out at the same time. */
  private static final int THREADS = 10;

  private final CommandContext context;

  MigrationWork(CommandContext context) {
    this.context = context;
  }

  /** Works until nothing waits, or until the process is to stop. */
  void untilNothingWaits(MigrationService migration) {
    ForkJoinPool threads = new ForkJoinPool(THREADS);
    try (ProgressPrinter progress = context.progress()) {
      migration.work(
          "pid " + ProcessHandle.current().pid(),
          threads,
          new RunControl(progress, context.cancellation()));
    } finally {
      threads.shutdown();
    }
  }

  /** Whether everything was done. */
  static int status(List<ProcessCounts> counts) {
    boolean complete = counts.stream().allMatch(each -> each.isSettled() && each.failed() == 0);
    return complete ? ExitStatus.DONE : ExitStatus.FAILED;
  }
}
