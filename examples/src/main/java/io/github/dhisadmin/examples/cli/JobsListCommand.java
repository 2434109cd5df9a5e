package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.JobFilter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(name = "list", description = "Lists jobs, what they are doing and when they run next.")
final class JobsListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--all", description = "System jobs as well.")
  private boolean all;

  JobsListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context
          .output()
          .write(JobsReport.of(session.jobs().list(all ? JobFilter.ALL : JobFilter.USER)));
    }
    return ExitStatus.DONE;
  }
}
