package io.github.dhisadmin.maintenance;

/** What a DHIS2 server keeps in memory, as far as maintenance makes it wrong. */
public enum CacheRegion {
  /** Everything. */
  ALL,
  /** Names and row counts of analytics tables. */
  ANALYTICS,
  /** Category combinations and other metadata. */
  METADATA,
  /** Paths and levels of organisation units. */
  ORGANISATION_UNITS,
  /** Keys of periods; until it is cleared, data of a pruned period cannot be imported. */
  PERIODS,
  /** Users and what they may do. */
  USERS
}
