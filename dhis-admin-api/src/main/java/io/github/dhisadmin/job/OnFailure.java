package io.github.dhisadmin.job;

/** What a queue does after one of its jobs has not been completed. */
public enum OnFailure {
  /** Leaves the rest out, as DHIS2 does. */
  STOP,
  /** Goes on with the next one. */
  CONTINUE
}
