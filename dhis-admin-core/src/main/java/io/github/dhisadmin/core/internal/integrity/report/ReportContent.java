package io.github.dhisadmin.core.internal.integrity.report;

import io.github.dhisadmin.integrity.CheckOutcome;
import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityResult;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import java.util.List;
import java.util.Map;

/**
 * What a report tells.
 *
 * @param result what a run found
 * @param detailed whether the run looked for issues, besides counting them
 * @param threshold from which severity on issues count as a failure
 * @param trends former counts by check id, the newest first; may be empty
 */
public record ReportContent(
    IntegrityResult result,
    boolean detailed,
    Severity threshold,
    Map<String, List<TrendPoint>> trends) {

  /** Keeps its own copy. */
  public ReportContent {
    trends = Map.copyOf(trends);
  }

  List<TrendPoint> trend(CheckOutcome outcome) {
    return trends.getOrDefault(outcome.check().id(), List.of());
  }

  /** Whether the check ran and found what counts as a failure. */
  boolean fails(CheckOutcome outcome) {
    return outcome.reaches(threshold);
  }

  /** Whether it is unknown if there are issues. */
  static boolean isBroken(CheckOutcome outcome) {
    return outcome.status() == CheckStatus.ERROR || outcome.status() == CheckStatus.TIMEOUT;
  }

  /** Whether the check did not run. */
  static boolean isSkipped(CheckOutcome outcome) {
    return outcome.status() == CheckStatus.SKIPPED || outcome.status() == CheckStatus.CANCELLED;
  }
}
