package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.job.JobContext;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.JobWork;
import java.util.Map;

/** A job type, what its jobs do, and the form of its parameters. */
public final class RegisteredType<P extends Record> {
  private final JobType<P> type;
  private final JobWork<P> work;
  private final ParameterForm<P> form;

  private RegisteredType(JobType<P> type, JobWork<P> work, ParameterForm<P> form) {
    this.type = type;
    this.work = work;
    this.form = form;
  }

  /** Brings a type and its work together. */
  public static <P extends Record> RegisteredType<P> of(JobType<P> type, JobWork<P> work) {
    return new RegisteredType<>(type, work, ParameterForm.of(type.parameters()));
  }

  /** The same type, whose jobs run in the names of these users. */
  RegisteredType<P> as(JobUsers users) {
    return new RegisteredType<>(
        type,
        (context, parameters) -> users.run(context, () -> work.run(context, parameters)),
        form);
  }

  String name() {
    return type.name();
  }

  JobType<P> type() {
    return type;
  }

  JobTypeDescription description() {
    return new JobTypeDescription(type.name(), type.description(), form.descriptions());
  }

  JobDefinition<P> define(String jobName, Map<String, String> parameters) {
    return JobDefinition.of(type, jobName, form.make(parameters));
  }

  /** Parameters as stored, if they are in their limits. */
  String json(Record parameters) {
    P typed = type.parameters().cast(parameters);
    form.check(typed);
    return form.json(typed);
  }

  /** Refuses stored parameters that cannot be read. */
  void check(String json) {
    form.parse(json);
  }

  void run(JobContext context, String json) {
    work.run(context, form.parse(json));
  }
}
