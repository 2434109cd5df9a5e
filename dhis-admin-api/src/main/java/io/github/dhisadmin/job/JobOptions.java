package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job is run.
 *
 * @param enabled whether it runs at all
 * @param priority from 0 to 100; of jobs that are due, those of a higher priority start first,
 *     unless another one has waited for a quarter of an hour
 * @param exclusiveKeyOrNull of the jobs that share a key one runs at a time; null for no such limit
 * @param misfire what becomes of missed occurrences
 * @param retry what happens after a failed run
 * @param deadRun what happens after its node died
 * @param runAsOrNull uid of the DHIS2 user in whose name the host runs it, if it does so
 */
public record JobOptions(
    boolean enabled,
    int priority,
    @Nullable String exclusiveKeyOrNull,
    MisfirePolicy misfire,
    RetryPolicy retry,
    DeadRunPolicy deadRun,
    @Nullable String runAsOrNull) {

  /** Refuses what makes no sense. */
  public JobOptions {
    if (priority < 0 || priority > 100) {
      throw new InvalidRequestException("priority must be from 0 to 100, but is " + priority + ".");
    }
  }

  static JobOptions of(Optional<String> exclusiveKey, RetryPolicy retry) {
    return new JobOptions(
        true,
        0,
        exclusiveKey.orElse(null),
        MisfirePolicy.once(MisfirePolicy.DEFAULT_MAX_LATENESS),
        retry,
        DeadRunPolicy.RESCHEDULE,
        null);
  }

  /** Of the jobs that share a key one runs at a time; empty for no such limit. */
  public Optional<String> exclusiveKey() {
    return Optional.ofNullable(exclusiveKeyOrNull);
  }

  /** Uid of the DHIS2 user in whose name the host runs it. */
  public Optional<String> runAs() {
    return Optional.ofNullable(runAsOrNull);
  }

  JobOptions runAs(@Nullable String user) {
    return new JobOptions(enabled, priority, exclusiveKeyOrNull, misfire, retry, deadRun, user);
  }

  JobOptions disabled() {
    return new JobOptions(
        false, priority, exclusiveKeyOrNull, misfire, retry, deadRun, runAsOrNull);
  }

  JobOptions priority(int other) {
    return new JobOptions(enabled, other, exclusiveKeyOrNull, misfire, retry, deadRun, runAsOrNull);
  }

  JobOptions exclusiveKey(@Nullable String key) {
    return new JobOptions(enabled, priority, key, misfire, retry, deadRun, runAsOrNull);
  }

  JobOptions misfire(MisfirePolicy policy) {
    return new JobOptions(
        enabled, priority, exclusiveKeyOrNull, policy, retry, deadRun, runAsOrNull);
  }

  JobOptions retry(RetryPolicy policy) {
    return new JobOptions(
        enabled, priority, exclusiveKeyOrNull, misfire, policy, deadRun, runAsOrNull);
  }

  JobOptions deadRun(DeadRunPolicy policy) {
    return new JobOptions(
        enabled, priority, exclusiveKeyOrNull, misfire, retry, policy, runAsOrNull);
  }
}
