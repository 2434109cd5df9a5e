package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobService;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a job, and leaves of it what is not named. */
@Command(name = "update", description = "Changes what is named of a job.")
final class JobsUpdateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "JOB", description = "Uid or name of the job.")
  private String job = "";

  @Option(names = "--name", paramLabel = "NAME", description = "What to call it from now on.")
  private @Nullable String name;

  @Mixin private final JobOptionsMixin options = new JobOptionsMixin();

  JobsUpdateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AdminSession session = context.openSession()) {
      Job known =
          session
              .jobs()
              .find(job)
              .orElseThrow(() -> new NotFoundException("There is no job '" + job + "'."));
      Job updated =
          known.system()
              ? session.jobs().reschedule(known, options.scheduleAlone(name))
              : update(session.jobs(), known);
      context.output().write(JobsReport.of(List.of(updated)));
    }
    return ExitStatus.DONE;
  }

  private Job update(JobService jobs, Job known) {
    Map<String, String> parameters = new LinkedHashMap<>();
    known.parameters().forEach((key, value) -> parameters.put(key, text(value)));
    parameters.putAll(options.parameters());
    return update(
        jobs, known, jobs.define(known.type(), name == null ? known.name() : name, parameters));
  }

  private static String text(Object value) {
    return value instanceof Collection<?> values
        ? values.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private <P extends Record> Job update(JobService jobs, Job known, JobDefinition<P> definition) {
    return jobs.update(
        known, options.applyTo(definition.on(known.schedule()).with(known.options())));
  }
}
