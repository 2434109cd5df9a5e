package io.github.dhisadmin.sync;

/** What another server made of a row that was sent to it. */
public enum RowState {
  /** It holds the row as it was sent. */
  ACCEPTED,
  /** It held the row like that already. */
  UNCHANGED,
  /** It does not want the row. */
  REJECTED,
  /** It did not say; the row has to be sent again. */
  UNKNOWN
}
