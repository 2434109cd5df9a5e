package io.github.dhisadmin.statistics;

/** What kind of number a measure is. */
public enum StatisticsGroup {
  /** Number of objects of a kind. */
  OBJECTS,
  /** Number of objects of a kind that are marked as deleted. */
  SOFT_DELETED,
  /** Users who logged in within a window. */
  ACTIVE_USERS,
  /** Data values changed within a window. */
  DATA_VALUES,
  /** Events changed within a window. */
  EVENTS,
  /** Users who were invited. */
  INVITATIONS,
  /** Size of the database. */
  DATABASE_BYTES,
  /** Size of a table. */
  TABLE_BYTES;

  /** The measure of this kind and name. */
  public StatisticsMeasure measure(String name) {
    return new StatisticsMeasure(this, name);
  }
}
