package io.github.dhisadmin.migration.spi;

import io.github.dhisadmin.migration.TaskProblem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task whose effect is not there.
 *
 * @param handle the right to say so
 * @param problem why
 * @param retryAfterOrNull how long it rests before it is tried again; null if it is given up
 */
public record TaskFailure(
    TaskHandle handle, TaskProblem problem, @Nullable Duration retryAfterOrNull) {

  /** How long the task rests; empty if it is given up. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfterOrNull);
  }
}
