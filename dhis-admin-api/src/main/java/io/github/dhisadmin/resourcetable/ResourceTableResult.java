package io.github.dhisadmin.resourcetable;

import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.List;

/**
 * What a rebuild of resource tables did.
 *
 * @param state how it ended; {@code FAILED} if any table failed
 * @param duration time it took in all
 * @param tables an outcome per table asked for, in the order they were built
 * @param warnings broken metadata that was stepped over
 */
public record ResourceTableResult(
    RunState state, Duration duration, List<ResourceTableOutcome> tables, List<Warning> warnings) {

  /** Keeps its own copies. */
  public ResourceTableResult {
    tables = List.copyOf(tables);
    warnings = List.copyOf(warnings);
  }
}
