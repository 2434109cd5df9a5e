package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.Job;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a job run. */
@Command(
    name = "run",
    description = "Has a job run as soon as a scheduler is free, beside its schedule.")
final class JobsRunCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "JOB", description = "Uid or name of the job.")
  private String job = "";

  @Option(
      names = "--from",
      paramLabel = "MEMBER",
      description = "Of a queue: leaves out the jobs before this one, by uid or name.")
  private @Nullable String first;

  JobsRunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      Job wished = first == null ? session.jobs().runNow(job) : session.jobs().runNow(job, first);
      context.output().write(JobsReport.of(List.of(wished)));
    }
    return ExitStatus.DONE;
  }
}
