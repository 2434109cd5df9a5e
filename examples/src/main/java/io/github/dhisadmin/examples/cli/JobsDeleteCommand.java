package io.github.dhisadmin.examples.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a job. */
@Command(name = "delete", description = "Deletes a job; its history is kept.")
final class JobsDeleteCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "JOB", description = "Uid or name of the job.")
  private String job = "";

  @Option(names = "--confirm", description = "Really deletes it.")
  private boolean confirmed;

  JobsDeleteCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!confirmed) {
      throw new UsageException("Deleting a job cannot be undone; add --confirm.");
    }
    try (AdminSession session = context.openSession()) {
      session.jobs().delete(job);
      context.output().write(JobsReport.of(List.of()));
    }
    return ExitStatus.DONE;
  }
}
