package io.github.dhisadmin.integrity;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;

/**
 * What to check and how, as an immutable value.
 *
 * @param selection which checks
 * @param issuesPerCheck how many issues of a check are given in the result or to the listener, at
 *     least 0; the count is exact in any case
 * @param timeout how long one check may take
 * @param issuesStored whether the issues given are kept in the history, besides the counts
 */
public record IntegrityRequest(
    CheckSelection selection, long issuesPerCheck, Duration timeout, boolean issuesStored) {
  private static final long DEFAULT_ISSUES_PER_CHECK = 10_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  /** Refuses what makes no sense. */
  public IntegrityRequest {
    if (issuesPerCheck < 0) {
      throw new InvalidRequestException(
          "issuesPerCheck must be at least 0, but is " + issuesPerCheck + ".");
    }
    if (timeout.isNegative() || timeout.toMillis() == 0) {
      throw new InvalidRequestException(
          "timeout must be at least a millisecond, but is " + timeout + ".");
    }
  }

  /** At most 10,000 issues per check and ten minutes for each; the history keeps the counts. */
  public static IntegrityRequest of(CheckSelection selection) {
    return new IntegrityRequest(selection, DEFAULT_ISSUES_PER_CHECK, DEFAULT_TIMEOUT, false);
  }

  /** Gives at most this many issues of each check. */
  public IntegrityRequest issuesPerCheck(long limit) {
    return new IntegrityRequest(selection, limit, timeout, issuesStored);
  }

  /** Gives each check this much time. */
  public IntegrityRequest timeout(Duration perCheck) {
    return new IntegrityRequest(selection, issuesPerCheck, perCheck, issuesStored);
  }

  /** Keeps the issues in the history. */
  public IntegrityRequest storeIssues() {
    return new IntegrityRequest(selection, issuesPerCheck, timeout, true);
  }
}
