package io.github.dhisadmin.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the types of jobs and their parameters. */
@Command(name = "types", description = "Lists the types of jobs and what can be set for them.")
final class JobsTypesCommand implements Callable<Integer> {
  private final CommandContext context;

  JobsTypesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      context.output().write(JobTypesReport.of(session.jobs().types()));
    }
    return ExitStatus.DONE;
  }
}
