package io.github.dhisadmin.job;

/** What becomes of a cron time that does not exist because clocks were put forward over it. */
public enum DaylightGap {
  /** Runs at the first moment after the gap, so that a daily job runs every day. */
  RUN_AT_GAP_END,
  /** Does not run on that day, as DHIS2 and Spring do. */
  SKIP
}
