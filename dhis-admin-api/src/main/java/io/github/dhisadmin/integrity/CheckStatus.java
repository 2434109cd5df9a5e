package io.github.dhisadmin.integrity;

/** How a check ended. */
public enum CheckStatus {
  /** It ran and found nothing. */
  PASSED,
  /** It ran and found issues. */
  ISSUES,
  /** It failed; whether there are issues is unknown. */
  ERROR,
  /** It took longer than allowed; whether there are issues is unknown. */
  TIMEOUT,
  /** It does not apply to this database, as something it reads is not there. */
  SKIPPED,
  /** The run was stopped before it ended. */
  CANCELLED
}
