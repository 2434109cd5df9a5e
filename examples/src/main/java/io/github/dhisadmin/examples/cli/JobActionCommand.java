package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.Job;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Does one thing with one job and shows what has become of it. */
@Command
final class JobActionCommand implements Callable<Integer> {
  private final CommandContext context;
  private final JobAction action;

  @Parameters(paramLabel = "JOB", description = "Uid or name of the job.")
  private String job = "";

  private JobActionCommand(CommandContext context, JobAction action) {
    this.context = context;
    this.action = action;
  }

  static CommandLine of(CommandContext context, JobAction action) {
    CommandLine line = new CommandLine(new JobActionCommand(context, action));
    line.getCommandSpec().usageMessage().description(action.description());
    return line;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      action.apply(session.jobs(), job);
      List<Job> changed = session.jobs().find(job).map(List::of).orElse(List.of());
      context.output().write(JobsReport.of(changed));
    }
    return ExitStatus.DONE;
  }
}
