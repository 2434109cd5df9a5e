package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobService;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a job. */
@Command(name = "create", description = "Creates a job; see 'jobs types' for what there is.")
final class JobsCreateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "TYPE", description = "Its type, as ANALYTICS_TABLE.")
  private String type = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "What to call it.")
  private String name = "";

  @Mixin private final JobOptionsMixin options = new JobOptionsMixin();

  @Option(names = "--disabled", description = "Does not run until it is enabled.")
  private boolean disabled;

  JobsCreateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      Job created = create(session.jobs(), session.jobs().define(type, name, options.parameters()));
      context.output().write(JobsReport.of(List.of(created)));
    }
    return ExitStatus.DONE;
  }

  private <P extends Record> Job create(JobService jobs, JobDefinition<P> definition) {
    JobDefinition<P> wanted = options.applyTo(definition);
    return jobs.create(disabled ? wanted.disabled() : wanted);
  }
}
