package io.github.dhisadmin.analytics;

/** Whether the columns that DHIS2's outlier detection reads are part of the data value table. */
public enum OutlierStatistics {
  /** Computed and stored with every value. */
  COMPUTED,
  /** Left out; outlier requests against the table are refused by the server. */
  SKIPPED
}
