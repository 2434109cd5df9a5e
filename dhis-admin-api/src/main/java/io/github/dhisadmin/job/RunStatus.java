package io.github.dhisadmin.job;

/** How a run of a job ended, or that it has not. */
public enum RunStatus {
  /** Under way. */
  RUNNING,
  /** Done. */
  COMPLETED,
  /** Ended with an error. */
  FAILED,
  /** Stopped because somebody said so. */
  STOPPED,
  /** Its node died or lost the database; whatever it did after that was not accepted. */
  LOST,
  /** Never begun: too late, disabled in a queue, or behind a failure in a queue. */
  NOT_RUN
}
