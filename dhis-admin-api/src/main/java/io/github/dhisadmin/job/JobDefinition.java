package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be run and when, as an immutable value; start from {@link #of} and add to
 * it.
 *
 * @param <P> the parameters of its type
 */
public final class JobDefinition<P extends Record> {
  private final JobType<P> type;
  private final String name;
  private final P parameters;
  private final Schedule schedule;
  private final JobOptions options;

  private JobDefinition(
      JobType<P> type, String name, P parameters, Schedule schedule, JobOptions options) {
    this.type = type;
    this.name = name;
    this.parameters = parameters;
    this.schedule = schedule;
    this.options = options;
  }

  /**
   * An enabled job that runs only when somebody says so, until it is given a schedule.
   *
   * @param name how operators call it, unlike any other job, at most 230 characters
   */
  public static <P extends Record> JobDefinition<P> of(JobType<P> type, String name, P parameters) {
    if (name.isBlank() || name.length() > 230) {
      throw new InvalidRequestException("A job needs a name of 1 to 230 characters.");
    }
    return new JobDefinition<>(
        type,
        name,
        parameters,
        Schedule.manual(),
        JobOptions.of(type.exclusiveKey(), type.retry()));
  }

  /** The same job under another name. */
  public JobDefinition<P> named(String newName) {
    return of(type, newName, parameters).on(schedule).with(options);
  }

  /** The same job on a schedule. */
  public JobDefinition<P> on(Schedule newSchedule) {
    return new JobDefinition<>(type, name, parameters, newSchedule, options);
  }

  /** The same job with other options. */
  public JobDefinition<P> with(JobOptions newOptions) {
    return new JobDefinition<>(type, name, parameters, schedule, newOptions);
  }

  /** The same job, which does not run until it is enabled. */
  public JobDefinition<P> disabled() {
    return with(options.disabled());
  }

  /** The same job, before others that are due at the same time; see {@link JobOptions}. */
  public JobDefinition<P> priority(int priority) {
    return with(options.priority(priority));
  }

  /** The same job with another rule for missed occurrences. */
  public JobDefinition<P> misfire(MisfirePolicy policy) {
    return with(options.misfire(policy));
  }

  /** The same job with another rule for failed runs. */
  public JobDefinition<P> retry(RetryPolicy policy) {
    return with(options.retry(policy));
  }

  /** The same job with another rule for runs whose node died. */
  public JobDefinition<P> deadRun(DeadRunPolicy policy) {
    return with(options.deadRun(policy));
  }

  /** The same job, beside any other. */
  public JobDefinition<P> parallel() {
    return with(options.exclusiveKey(null));
  }

  /** The same job, never beside another one with this key. */
  public JobDefinition<P> excluding(@Nullable String key) {
    return with(options.exclusiveKey(key));
  }

  /**
   * The same job in the name of a DHIS2 user, who must exist and not be disabled when the job is
   * stored and each time it runs.
   */
  public JobDefinition<P> runAs(String userUid) {
    return with(options.runAs(userUid));
  }

  /** What it does. */
  public JobType<P> type() {
    return type;
  }

  /** How operators call it. */
  public String name() {
    return name;
  }

  /** With what it is done. */
  public P parameters() {
    return parameters;
  }

  /** When it runs by itself. */
  public Schedule schedule() {
    return schedule;
  }

  /** Everything else. */
  public JobOptions options() {
    return options;
  }

  /** Of the jobs that share a key one runs at a time; empty if nothing is excluded. */
  public Optional<String> exclusiveKey() {
    return options.exclusiveKey();
  }
}
