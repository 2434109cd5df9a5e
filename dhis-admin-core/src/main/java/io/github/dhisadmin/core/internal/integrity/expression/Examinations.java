package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.spi.ExpressionStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Examines the expressions of an owner once for all the checks that a run makes of them. Checks
 * belong to one run if they have the same cancellation, as each run takes its own; a check that
 * comes twice starts anew in any case. What was found goes when the run's cancellation does. Thread
 * safe; of the checks of one owner that run at the same time, one examines and the others wait.
 */
final class Examinations {
  private final ExpressionStore store;
  private final Map<Cancellation, Map<ExpressionOwner, Shared>> runs = new WeakHashMap<>();

  Examinations(ExpressionStore store) {
    this.store = store;
  }

  Optional<String> missing(ExpressionOwner owner) {
    return store.missing(owner.kinds());
  }

  Examination of(
      ExpressionOwner owner, String checkId, Duration timeout, Cancellation cancellation) {
    return shared(owner, cancellation).take(owner, checkId, timeout, cancellation);
  }

  private Shared shared(ExpressionOwner owner, Cancellation cancellation) {
    synchronized (runs) {
      return runs.computeIfAbsent(cancellation, run -> new EnumMap<>(ExpressionOwner.class))
          .computeIfAbsent(owner, each -> new Shared());
    }
  }

  /** The examination of one owner in one run. */
  private final class Shared {
    private final Set<String> takenBy = new HashSet<>();
    private @Nullable Examination made;

    synchronized Examination take(
        ExpressionOwner owner, String checkId, Duration timeout, Cancellation cancellation) {
      cancellation.check();
      Examination examination = made;
      if (examination == null || !takenBy.add(checkId)) {
        examination =
            store.inSnapshot(
                timeout, cancellation, reader -> new Examiner(reader, cancellation).examine(owner));
        made = examination;
        takenBy.clear();
        takenBy.add(checkId);
      }
      return examination;
    }
  }
}
