package io.github.dhisadmin.integrity;

/**
 * Hears of issues as they are found, so that none need be kept in memory. Called from the threads
 * that run the checks, one call at a time; issues of one check come in their stable order, those of
 * different checks in any. What it throws ends the check as an error.
 */
@FunctionalInterface
public interface IssueListener {
  /** Takes note of an issue. */
  void onIssue(IntegrityCheck check, IntegrityIssue issue);
}
