package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The issues that one check finds, on their way to the caller and to the history. Used by one
 * thread.
 *
 * <p>The history gets them when the check has ended, so that a worker needs one connection at a
 * time; only a check with more issues than fit here needs a second one while it runs.
 */
final class FoundIssues implements Consumer<IntegrityIssue> {
  /** Some megabytes, and as many as a check gives unless more are asked for. */
  static final int MAX_WAITING = 10_000;

  private final IntegrityCheck check;
  private final Delivery delivery;
  private final Consumer<List<IntegrityIssue>> store;
  private final List<IntegrityIssue> kept = new ArrayList<>();
  private final List<IntegrityIssue> waiting = new ArrayList<>();
  private final boolean stored;

  private FoundIssues(
      IntegrityCheck check,
      Delivery delivery,
      boolean stored,
      Consumer<List<IntegrityIssue>> store) {
    this.check = check;
    this.delivery = delivery;
    this.stored = stored;
    this.store = store;
  }

  /** Issues that the history does not want. */
  static FoundIssues notStored(IntegrityCheck check, Delivery delivery) {
    return new FoundIssues(check, delivery, false, issues -> {});
  }

  /** Issues that the history keeps too. */
  static FoundIssues stored(
      IntegrityCheck check, Delivery delivery, Consumer<List<IntegrityIssue>> store) {
    return new FoundIssues(check, delivery, true, store);
  }

  @Override
  public void accept(IntegrityIssue issue) {
    delivery.tell(check, issue);
    if (delivery.isWithOutcome()) {
      kept.add(issue);
    }
    if (stored) {
      waiting.add(issue);
      if (waiting.size() == MAX_WAITING) {
        storeWaiting();
      }
    }
  }

  /** Stores what is still waiting. */
  void end() {
    if (!waiting.isEmpty()) {
      storeWaiting();
    }
  }

  /** The issues to give with the outcome. */
  List<IntegrityIssue> kept() {
    return kept;
  }

  private void storeWaiting() {
    store.accept(List.copyOf(waiting));
    waiting.clear();
  }
}
