package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operation would do now, counted and not estimated. Nothing was changed to find out.
 *
 * @param operation the operation's name
 * @param counts what each step would change, in the order of the steps; without what is blocked
 * @param blockers objects it would have to leave as they are, with the reason; at most {@link
 *     Blocker#MAX_LISTED} for each reason, whose counts still tell all
 * @param warnings what the operator should know before going on
 * @param estimatedTime about how long it would take, from what such work usually costs
 * @param token what confirms this plan and no other one
 */
public record MaintenancePlan(
    String operation,
    Map<String, Long> counts,
    List<Blocker> blockers,
    List<Warning> warnings,
    Duration estimatedTime,
    String token) {
  /** Keeps its own copies. */
  public MaintenancePlan {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    blockers = List.copyOf(blockers);
    warnings = List.copyOf(warnings);
  }

  /** Sum over all steps. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return total() == 0;
  }
}
