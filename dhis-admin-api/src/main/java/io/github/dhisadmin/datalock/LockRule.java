package io.github.dhisadmin.datalock;

/** The rules that decide whether data can be entered, in the order in which they are asked. */
public enum LockRule {
  /** Approved data is not changed. */
  APPROVAL,
  /** A data set with input periods takes data of these only, while they are open. */
  INPUT_PERIOD,
  /** A data set closes a number of days after a period. */
  EXPIRY,
  /** An exception opens what has expired. */
  LOCK_EXCEPTION,
  /** A data set takes data of ended periods, and of as many others as it says. */
  FUTURE_PERIOD,
  /** Attribute options can be used from their first to their last day. */
  ATTRIBUTE_OPTION
}
