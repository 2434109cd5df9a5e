package io.github.dhisadmin.jooq.internal.schema;

import java.util.Optional;

/**
 * A table of events and what its columns are called in the database at hand. Until 2.42 one table
 * holds all events; 2.43 keeps those of programs without registration apart, and these know neither
 * an enrollment nor a scheduled date.
 *
 * @param name the table
 * @param idColumn its primary key
 * @param occurredDateColumn when the event took place
 * @param enrollmentColumn the enrollment it belongs to
 * @param scheduledDateColumn when it should take place
 * @param notesTable the table that links its notes
 * @param programs which programs' events the table holds
 */
public record EventTable(
    String name,
    String idColumn,
    String occurredDateColumn,
    Optional<String> enrollmentColumn,
    Optional<String> scheduledDateColumn,
    String notesTable,
    Programs programs) {

  /** The programs whose events share a table. */
  public enum Programs {
    /** Programs with and without registration. */
    ALL,
    /** Programs with registration only. */
    WITH_REGISTRATION,
    /** Programs without registration only. */
    WITHOUT_REGISTRATION
  }
}
