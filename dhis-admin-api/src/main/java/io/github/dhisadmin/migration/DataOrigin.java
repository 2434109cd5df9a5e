package io.github.dhisadmin.migration;

/** Where the values of a migration come from. */
public enum DataOrigin {
  /**
   * Aggregates of the source's analytics tables at one level of the hierarchy: numbers only,
   * without comments, follow-up marks and attributes, and as old as those tables are.
   */
  ANALYTICS,
  /**
   * Values as they were entered, at whatever level below the organisation unit: texts, comments,
   * follow-up marks and both option combinations. Needs a source from 2.41 on, as older ones export
   * whole data sets only.
   */
  RAW_VALUES
}
