package io.github.dhisadmin.integrity;

import java.util.List;

/**
 * What became of a check's issues between two runs. Issues are the same if object, comment and
 * references are.
 *
 * @param checkId which check
 * @param appeared issues that only the newer run has
 * @param gone issues that only the older run has
 * @param still number of issues that both have
 */
public record CheckDifference(
    String checkId, List<IntegrityIssue> appeared, List<IntegrityIssue> gone, long still) {

  /** Keeps its own copies. */
  public CheckDifference {
    appeared = List.copyOf(appeared);
    gone = List.copyOf(gone);
  }
}
