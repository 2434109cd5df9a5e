package io.github.dhisadmin.analytics;

/** What the expected size of a table is told from. */
public enum EstimateBasis {
  /** From the table, or others of its kind, that serves. */
  SERVING_TABLE,
  /** From the rows of the table it is built from, and from its columns. */
  SOURCE_TABLE
}
