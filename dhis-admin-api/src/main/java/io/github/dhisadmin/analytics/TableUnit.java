package io.github.dhisadmin.analytics;

/** What there is one analytics table of a type for. */
public enum TableUnit {
  /** The whole database. */
  DATABASE,
  /** A program, whose uid in lower case ends the table's name. */
  PROGRAM,
  /** A tracked entity type, whose uid in lower case ends the table's name. */
  TRACKED_ENTITY_TYPE
}
