package io.github.dhisadmin.analytics;

import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.List;

/**
 * What an update of analytics tables did.
 *
 * @param state how it ended; {@code FAILED} if any type failed
 * @param duration time it took in all, resource tables included
 * @param types an outcome per type asked for, in the order they were built
 * @param warnings data and metadata that was stepped over
 */
public record AnalyticsTableResult(
    RunState state, Duration duration, List<TypeOutcome> types, List<Warning> warnings) {

  /** Keeps its own copies. */
  public AnalyticsTableResult {
    types = List.copyOf(types);
    warnings = List.copyOf(warnings);
  }
}
