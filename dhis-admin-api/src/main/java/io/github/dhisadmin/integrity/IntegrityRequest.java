package io.github.dhisadmin.integrity;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;
import java.util.Set;

/**
 * What to check and how, as an immutable value.
 *
 * @param selection which checks
 * @param issuesPerCheck how many issues of a check are given in the result or to the listener, at
 *     least 0; the count is exact in any case
 * @param timeout how long one statement of a check may take
 * @param issuesStored whether the issues given are kept in the history, besides the counts
 * @param options ways in which some checks look at other objects than usual; may be empty
 */
public record IntegrityRequest(
    CheckSelection selection,
    long issuesPerCheck,
    Duration timeout,
    boolean issuesStored,
    Set<CheckOption> options) {
  private static final long DEFAULT_ISSUES_PER_CHECK = 10_000;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  /** Refuses what makes no sense. */
  public IntegrityRequest {
    options = Set.copyOf(options);
    requireLimit(issuesPerCheck);
    if (timeout.isNegative() || timeout.toMillis() == 0) {
      throw new InvalidRequestException(
          "timeout must be at least a millisecond, but is " + timeout + ".");
    }
  }

  /** At most 10,000 issues per check, ten minutes per statement; the history keeps the counts. */
  public static IntegrityRequest of(CheckSelection selection) {
    return new IntegrityRequest(
        selection, DEFAULT_ISSUES_PER_CHECK, DEFAULT_TIMEOUT, false, Set.of());
  }

  /** Gives at most this many issues of each check. */
  public IntegrityRequest issuesPerCheck(long limit) {
    return new IntegrityRequest(selection, limit, timeout, issuesStored, options);
  }

  /** Gives each statement of a check this much time. */
  public IntegrityRequest timeout(Duration perStatement) {
    return new IntegrityRequest(selection, issuesPerCheck, perStatement, issuesStored, options);
  }

  /** Keeps the issues in the history. */
  public IntegrityRequest storeIssues() {
    return new IntegrityRequest(selection, issuesPerCheck, timeout, true, options);
  }

  /** Lets some checks look at other objects than usual; instead of the options so far. */
  public IntegrityRequest options(CheckOption... chosen) {
    return options(Set.of(chosen));
  }

  /** Lets some checks look at other objects than usual; instead of the options so far. */
  public IntegrityRequest options(Set<CheckOption> chosen) {
    return new IntegrityRequest(selection, issuesPerCheck, timeout, issuesStored, chosen);
  }

  /** The same, but only counting: nothing is given and nothing kept besides the counts. */
  public IntegrityRequest countingOnly() {
    return new IntegrityRequest(selection, 0, timeout, false, options);
  }

  private static void requireLimit(long issuesPerCheck) {
    if (issuesPerCheck < 0) {
      throw new InvalidRequestException(
          "issuesPerCheck must be at least 0, but is " + issuesPerCheck + ".");
    }
  }
}
