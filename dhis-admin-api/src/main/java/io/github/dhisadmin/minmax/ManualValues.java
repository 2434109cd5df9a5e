package io.github.dhisadmin.minmax;

/** What becomes of bounds that a person entered. */
public enum ManualValues {
  /** They stay as they are. */
  KEEP,
  /** They are treated like generated ones. */
  REPLACE
}
