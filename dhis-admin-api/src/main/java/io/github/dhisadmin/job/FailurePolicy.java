package io.github.dhisadmin.job;

/** What becomes of a stage when one of its items fails; as DHIS2's job progress (2.42). */
public enum FailurePolicy {
  /** The run fails. */
  FAIL,
  /** The rest of the stage is left out and the run goes on. */
  SKIP_STAGE,
  /** The item is left out. */
  SKIP_ITEM,
  /** The item is left out if some item before it succeeded, else the run fails. */
  SKIP_ITEM_OUTLIER
}
