package io.github.dhisadmin.job;

/** What becomes of a job whose node died, or lost the database, while it ran. */
public enum DeadRunPolicy {
  /** The run is recorded as lost and the job runs at its next time. */
  RESCHEDULE,
  /** The lost run counts as a failed one, so that the retry policy decides. */
  RETRY,
  /** The run is recorded as lost and the job stays off until somebody enables it again. */
  DISABLE
}
