package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobErrorFilter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what went wrong with single objects. */
@Command(
    name = "errors",
    description = "Lists what went wrong with single objects while jobs ran, the newest first.")
final class JobsErrorsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Uid or name of the job (default: all).")
  private @Nullable String job;

  @Option(names = "--code", paramLabel = "CODE", description = "Only errors of this code.")
  private @Nullable String code;

  @Option(names = "--object", paramLabel = "UID", description = "Only errors of this object.")
  private @Nullable String object;

  @Option(names = "--limit", paramLabel = "N", description = "How many errors (default: 20).")
  private int limit = 20;

  JobsErrorsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      JobErrorFilter filter = JobErrorFilter.last(limit);
      if (job != null) {
        Job known =
            session
                .jobs()
                .find(job)
                .orElseThrow(() -> new NotFoundException("There is no job '" + job + "'."));
        filter = filter.job(known.uid());
      }
      if (code != null) {
        filter = filter.code(code);
      }
      if (object != null) {
        filter = filter.object(object);
      }
      context.output().write(JobErrorsReport.of(session.jobs().errors(filter)));
    }
    return ExitStatus.DONE;
  }
}
