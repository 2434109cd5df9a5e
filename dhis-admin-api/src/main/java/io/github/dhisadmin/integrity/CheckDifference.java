package io.github.dhisadmin.integrity;

import java.util.List;

/**
 * What became of a check's issues between two runs. Issues are the same if they are of the same
 * object, and refer to the same objects of other kinds; names and comments may change.
 *
 * @param checkId which check
 * @param appeared issues that only the newer run has, as many as were asked for
 * @param appearedCount how many only the newer run has
 * @param gone issues that only the older run has, as many as were asked for
 * @param goneCount how many only the older run has
 * @param still number of issues that both have
 */
public record CheckDifference(
    String checkId,
    List<IntegrityIssue> appeared,
    long appearedCount,
    List<IntegrityIssue> gone,
    long goneCount,
    long still) {

  /** Keeps its own copies. */
  public CheckDifference {
    appeared = List.copyOf(appeared);
    gone = List.copyOf(gone);
  }
}
