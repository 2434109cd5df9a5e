package io.github.dhisadmin.datalock;

/** Whether data can be entered. */
public enum LockState {
  /** It can. */
  OPEN,
  /** The time for it is over, or has not come. */
  LOCKED,
  /** The data has been approved; no exception helps. */
  APPROVED
}
