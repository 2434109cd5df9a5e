package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of work that jobs do, and what can be set for it. Immutable.
 *
 * @param <P> a record of the parameters; its components may be text, whole numbers, {@code
 *     boolean}, enums, and lists or sets of text or enums, and carry {@link Parameter}
 */
public final class JobType<P extends Record> {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  private final String name;
  private final Class<P> parameters;
  private final String description;
  private final @Nullable String exclusiveKey;
  private final RetryPolicy retry;

  private JobType(
      String name,
      Class<P> parameters,
      String description,
      @Nullable String exclusiveKey,
      RetryPolicy retry) {
    this.name = name;
    this.parameters = parameters;
    this.description = description;
    this.exclusiveKey = exclusiveKey;
    this.retry = retry;
  }

  /**
   * A type of which one job runs at a time, on whichever node.
   *
   * @param name stable identifier in capitals, such as {@code SEND_REPORT}; it is stored
   * @param parameters what can be set
   * @param description what it does, for an operator
   */
  public static <P extends Record> JobType<P> of(
      String name, Class<P> parameters, String description) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidRequestException(
          "A job type is named in capitals, digits and _, as SEND_REPORT; '" + name + "' is not.");
    }
    return new JobType<>(name, parameters, description, name, RetryPolicy.none());
  }

  /** The same type, any number of whose jobs run side by side. */
  public JobType<P> parallel() {
    return new JobType<>(name, parameters, description, null, retry);
  }

  /** The same type, whose jobs exclude all others with this key and not only those of the type. */
  public JobType<P> excluding(String key) {
    return new JobType<>(name, parameters, description, key, retry);
  }

  /** The same type, whose failed runs are tried again unless a job says otherwise. */
  public JobType<P> retrying(RetryPolicy policy) {
    return new JobType<>(name, parameters, description, exclusiveKey, policy);
  }

  /** Stable identifier in capitals. */
  public String name() {
    return name;
  }

  /** The record of its parameters. */
  public Class<P> parameters() {
    return parameters;
  }

  /** What it does, for an operator. */
  public String description() {
    return description;
  }

  /** Of the jobs that share a key one runs at a time; empty if nothing is excluded. */
  public Optional<String> exclusiveKey() {
    return Optional.ofNullable(exclusiveKey);
  }

  /** What happens after a failed run, unless a job says otherwise. */
  public RetryPolicy retry() {
    return retry;
  }

  @Override
  public String toString() {
    return name;
  }
}
