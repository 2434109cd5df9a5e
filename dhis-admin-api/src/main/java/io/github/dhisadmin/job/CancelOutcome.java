package io.github.dhisadmin.job;

/** What a wish to cancel a job came to. */
public enum CancelOutcome {
  /** It runs; its node stops it within seconds. */
  STOPPING,
  /** It waited to be run out of turn, or for another attempt, and waits for its schedule again. */
  WITHDRAWN,
  /** There was nothing to cancel. */
  NOTHING
}
