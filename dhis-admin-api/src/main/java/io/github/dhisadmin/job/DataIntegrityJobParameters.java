package io.github.dhisadmin.job;

import io.github.dhisadmin.integrity.CheckOption;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.IntegrityRequest;
import java.util.List;
import java.util.Set;

/**
 * Which checks an integrity job runs, and how.
 *
 * @param checks names as {@link CheckSelection#of(List)} takes them; those that run by default if
 *     empty
 * @param includeSlow whether slow checks that were not named run as well
 * @param issuesPerCheck how many issues of a check are kept at most; a job that only counts keeps
 *     none
 * @param storeIssues whether issues are kept in the history, besides the counts
 * @param options ways in which some checks look at other objects than usual
 */
public record DataIntegrityJobParameters(
    @Parameter(description = "Checks or groups of checks; those that run by default if empty")
        List<String> checks,
    @Parameter(description = "Run slow checks as well") boolean includeSlow,
    @Parameter(description = "Issues to keep of each check", byDefault = "10000", min = 0)
        long issuesPerCheck,
    @Parameter(description = "Keep issues in the history", byDefault = "true") boolean storeIssues,
    @Parameter(description = "Ways to look at other objects than usual") Set<CheckOption> options) {
  private static final long USUAL_ISSUES = 10_000;

  /** Keeps its own copies. */
  public DataIntegrityJobParameters {
    checks = List.copyOf(checks);
    options = Set.copyOf(options);
  }

  /** The named checks, or those that run by default, with their issues kept. */
  public static DataIntegrityJobParameters of(String... checks) {
    return new DataIntegrityJobParameters(List.of(checks), false, USUAL_ISSUES, true, Set.of());
  }

  /** The request by which a job runs the checks. */
  public IntegrityRequest request() {
    CheckSelection selection = CheckSelection.of(checks);
    IntegrityRequest request =
        IntegrityRequest.of(includeSlow ? selection.includeSlow() : selection)
            .issuesPerCheck(issuesPerCheck)
            .options(options);
    return storeIssues ? request.storeIssues() : request;
  }
}
