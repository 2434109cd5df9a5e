package io.github.dhisadmin.job;

/** Why a job is, or was, to be run. */
public enum DueReason {
  /** Its schedule said so. */
  SCHEDULE,
  /** Somebody said so. */
  RUN_NOW,
  /** The attempt before failed. */
  RETRY,
  /** Its turn in a queue had come. */
  QUEUE
}
