package io.github.dhisadmin.error;

/** The database's periods are those of a calendar that the library does not know. */
public final class UnsupportedCalendarException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param calendar the value of DHIS2's setting {@code keyCalendar}
   */
  public UnsupportedCalendarException(String calendar) {
    super(
        ErrorCode.UNSUPPORTED_CALENDAR,
        "This database has the calendar '"
            + calendar
            + "' (setting keyCalendar); tables can be built of periods of the calendars iso8601 and"
            + " gregorian only. Let DHIS2 build the tables of this database.",
        null);
  }
}
