package io.github.dhisadmin.analytics;

/** How PostgreSQL keeps the tables that are built. */
public enum TableStorage {
  /** Not written to the write-ahead log: faster, empty after a crash, absent from replicas. */
  UNLOGGED,
  /** Written to the write-ahead log, so that a crash keeps them and replicas have them. */
  LOGGED
}
