package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.run.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what an operation leaves as it is, and what its caller should know. A million reasons
 * help nobody: of each reason the first are listed, the others are counted in a warning. Thread
 * safe.
 */
final class Blockers {
  private final Set<Blocker> listed = new LinkedHashSet<>();
  private final Map<String, Long> counted = new HashMap<>();
  private final List<Warning> warnings = new ArrayList<>();

  /** Adds one; the same one comes again if the transaction that found it is tried again. */
  synchronized void add(Blocker blocker) {
    if (listed.contains(blocker)) {
      return;
    }
    if (counted.merge(blocker.reason(), 1L, Long::sum) <= Blocker.MAX_LISTED) {
      listed.add(blocker);
    }
  }

  synchronized void warn(Warning warning) {
    warnings.add(warning);
  }

  synchronized List<Blocker> listed() {
    return List.copyOf(listed);
  }

  synchronized List<Warning> warnings() {
    List<Warning> all = new ArrayList<>(warnings);
    counted.forEach(
        (reason, count) -> {
          if (count > Blocker.MAX_LISTED) {
            all.add(
                new Warning(
                    "MORE_BLOCKERS",
                    "",
                    "only the first of those with reason " + reason + " are listed",
                    count - Blocker.MAX_LISTED));
          }
        });
    return all;
  }
}
