package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.IssueListener;

/** Where the issues of a run go. Thread safe; its listener is called by one thread at a time. */
final class Delivery {
  private final IssueListener listener;
  private final boolean withOutcome;

  private Delivery(IssueListener listener, boolean withOutcome) {
    this.listener = listener;
    this.withOutcome = withOutcome;
  }

  /** Nobody wants them. */
  static Delivery nowhere() {
    return new Delivery((check, issue) -> {}, false);
  }

  /** They are kept in memory and given with the outcome of their check. */
  static Delivery withOutcome() {
    return new Delivery((check, issue) -> {}, true);
  }

  /** A listener hears of each, and none is kept. */
  static Delivery to(IssueListener listener) {
    return new Delivery(listener, false);
  }

  boolean isWithOutcome() {
    return withOutcome;
  }

  synchronized void tell(IntegrityCheck check, IntegrityIssue issue) {
    listener.onIssue(check, issue);
  }
}
