package io.github.dhisadmin.error;

/**
 * Stable identifiers of what went wrong, for hosts that map errors to HTTP statuses or texts. The
 * name of a constant never changes once released.
 */
public enum ErrorCode {
  /** A parameter of the call is outside what the operation accepts. */
  INVALID_REQUEST,
  /** The caller lacks the DHIS2 authority the operation needs. */
  ACCESS_DENIED,
  /** The same kind of run is already under way, here or on another node. */
  ALREADY_RUNNING,
  /** A run ended, but not everything that it was to do is done. */
  RUN_FAILED,
  /** There is nothing of the name or identifier that was given. */
  NOT_FOUND,
  /** What is to be changed is not in a state that allows it, or was changed meanwhile. */
  CONFLICT,
  /** The data changed between the plan that was confirmed and its execution. */
  PLAN_OUTDATED,
  /** The configuration given to the builder has errors; the message lists all of them. */
  INVALID_CONFIGURATION,
  /** The database is not a DHIS2 database that the operation can work on. */
  UNSUPPORTED_SCHEMA,
  /** The database's periods are not those of the ISO calendar. */
  UNSUPPORTED_CALENDAR,
  /** The database refused or failed a statement. */
  STORE_FAILED,
  /** The disk of the database server has no room for what is to be built. */
  NOT_ENOUGH_DISK,
  /** The run was stopped because its caller asked for it. */
  CANCELLED,
  /** Another DHIS2 server could not be reached, refused, or answered what makes no sense. */
  REMOTE_FAILED,
  /** A stored secret was encrypted with another master key, or was tampered with. */
  SECRET_UNREADABLE,
  /** A master key can be guessed. */
  SECRET_WEAK
}
