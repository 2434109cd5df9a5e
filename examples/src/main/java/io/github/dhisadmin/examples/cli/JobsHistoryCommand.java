package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.JobRun;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists runs. */
@Command(name = "history", description = "Lists the last runs of a job, or of all.")
final class JobsHistoryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Uid or name of the job (default: all).")
  private @Nullable String job;

  @Option(names = "--limit", paramLabel = "N", description = "How many runs (default: 20).")
  private int limit = 20;

  JobsHistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      List<JobRun> runs =
          job == null ? session.jobs().history(limit) : session.jobs().history(job, limit);
      context.output().write(JobRunsReport.of(runs));
    }
    return ExitStatus.DONE;
  }
}
