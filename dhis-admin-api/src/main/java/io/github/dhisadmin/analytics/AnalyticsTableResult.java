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
 * @param estimate what was expected before the update began
 * @param sizes what each partition that was built was expected to become, and what it became, by
 *     name
 */
public record AnalyticsTableResult(
    RunState state,
    Duration duration,
    List<TypeOutcome> types,
    List<Warning> warnings,
    AnalyticsEstimate estimate,
    List<PartitionSize> sizes) {

  /** Keeps its own copies. */
  public AnalyticsTableResult {
    types = List.copyOf(types);
    warnings = List.copyOf(warnings);
    sizes = List.copyOf(sizes);
  }

  /** Of an update of which nothing was expected. */
  public AnalyticsTableResult(
      RunState state, Duration duration, List<TypeOutcome> types, List<Warning> warnings) {
    this(state, duration, types, warnings, AnalyticsEstimate.none(), List.of());
  }
}
