package io.github.dhisadmin.maintenance;

/** How careful the caller of an operation must be. */
public enum MaintenanceEffect {
  /** Something is lost for good; needs the token of a plan. */
  DESTRUCTIVE,
  /** Only what can be made again at any time is written; needs no token. */
  REPAIRING
}
