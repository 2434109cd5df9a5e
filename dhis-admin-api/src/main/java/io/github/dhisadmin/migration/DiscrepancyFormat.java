package io.github.dhisadmin.migration;

/** How discrepancies are written down. */
public enum DiscrepancyFormat {
  /** One document for programs, whose fields are never renamed. */
  JSON,
  /** A line per discrepancy, for spreadsheets. */
  CSV,
  /** One page for people, which needs nothing besides itself. */
  HTML
}
