package io.github.dhisadmin.run;

/** How a run ended, or that it has not. */
public enum RunState {
  /** Under way. */
  RUNNING,
  /** Everything asked for is done; there may be warnings. */
  SUCCEEDED,
  /** Something asked for could not be done; what was there before still serves. */
  FAILED,
  /** Stopped by its caller; what was there before still serves. */
  CANCELLED,
  /** Its process died; what was there before still serves. */
  INTERRUPTED
}
