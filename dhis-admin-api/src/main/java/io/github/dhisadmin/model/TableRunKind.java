package io.github.dhisadmin.model;

/** What a run of the table builders built. */
public enum TableRunKind {
  /** Resource tables alone. */
  RESOURCE_TABLES,
  /** Analytics tables, with or without the resource tables before them. */
  ANALYTICS_TABLES
}
