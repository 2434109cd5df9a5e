package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.ExpressionStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Examines the expressions of an owner once for all the checks that a run makes of them. Thread
 * safe; of the checks of one owner that run at the same time, one examines and the others wait.
 */
final class Examinations {
  private final Map<ExpressionOwner, Shared> byOwner;

  private Examinations(CheckRun run, ExpressionStore store) {
    this.byOwner =
        Arrays.stream(ExpressionOwner.values())
            .collect(Collectors.toMap(Function.identity(), owner -> new Shared(run, store, owner)));
  }

  /** The examinations of a run. */
  static Examinations of(CheckRun run, ExpressionStore store) {
    return run.shared(Examinations.class, () -> new Examinations(run, store));
  }

  Examination examination(ExpressionOwner owner) {
    return Objects.requireNonNull(byOwner.get(owner)).taken();
  }

  /** The examination of one owner; one that failed is tried again by the next check. */
  private static final class Shared {
    private final CheckRun run;
    private final ExpressionStore store;
    private final ExpressionOwner owner;
    private @Nullable Examination made;

    Shared(CheckRun run, ExpressionStore store, ExpressionOwner owner) {
      this.run = run;
      this.store = store;
      this.owner = owner;
    }

    synchronized Examination taken() {
      run.cancellation().check();
      Examination examination = made;
      if (examination == null) {
        examination =
            store.inSnapshot(
                run.timeout(),
                run.cancellation(),
                reader -> new Examiner(reader, run.cancellation()).examine(owner));
        made = examination;
      }
      return examination;
    }
  }
}
