package io.github.dhisadmin.integrity;

import java.util.List;
import java.util.Set;

/**
 * What the jobs {@code DATA_INTEGRITY}, which counts issues, and {@code DATA_INTEGRITY_DETAILS},
 * which finds them, are asked to do.
 *
 * @param checks which checks, as {@link CheckSelection#of(List)} takes them; those that run by
 *     default if empty
 * @param includeSlow whether checks also run that read much
 * @param issuesPerCheck how many issues of a check are kept at most; a job that only counts keeps
 *     none
 * @param storeIssues whether the issues are kept in the history, besides the counts; a job that
 *     only counts stores none
 * @param options ways in which some checks look at other objects than usual
 */
public record IntegrityJobParameters(
    List<String> checks,
    boolean includeSlow,
    long issuesPerCheck,
    boolean storeIssues,
    Set<CheckOption> options) {

  /** Keeps its own copies. */
  public IntegrityJobParameters {
    checks = List.copyOf(checks);
    options = Set.copyOf(options);
    IntegrityRequest.requireLimit(issuesPerCheck);
  }

  /** The checks that run by default, whose issues are stored as far as a request gives them. */
  public static IntegrityJobParameters defaults() {
    IntegrityRequest usual = IntegrityRequest.of(CheckSelection.byDefault());
    return new IntegrityJobParameters(
        List.of(), false, usual.issuesPerCheck(), true, usual.options());
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
