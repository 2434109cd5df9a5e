package io.github.dhisadmin.spi;

/** Whether a DHIS2 user may act. */
public enum UserState {
  /** Yes. */
  ACTIVE,
  /** No: the user is disabled. */
  DISABLED,
  /** No: there is no such user. */
  UNKNOWN
}
