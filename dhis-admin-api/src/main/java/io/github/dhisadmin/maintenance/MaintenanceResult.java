package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation did.
 *
 * @param runId its number in the history
 * @param operation the operation's name
 * @param state {@code CANCELLED} or {@code FAILED} if it stopped midway: what the counts say is
 *     done stays done, and executing again does the rest
 * @param counts what each step changed, in the order of the steps
 * @param blockers objects it left as they are, with the reason
 * @param warnings what the operator should know
 * @param duration time it took
 * @param errorOrNull why it stopped; null if it did not
 */
public record MaintenanceResult(
    long runId,
    String operation,
    RunState state,
    Map<String, Long> counts,
    List<Blocker> blockers,
    List<Warning> warnings,
    Duration duration,
    @Nullable String errorOrNull) {
  /** Keeps its own copies. */
  public MaintenanceResult {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    blockers = List.copyOf(blockers);
    warnings = List.copyOf(warnings);
  }

  /** Why it stopped. */
  public Optional<String> error() {
    return Optional.ofNullable(errorOrNull);
  }
}
