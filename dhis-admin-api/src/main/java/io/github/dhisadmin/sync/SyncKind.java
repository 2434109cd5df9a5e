package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;

/** What is synchronised, each kind for itself, in the order in which DHIS2 sends it. */
public enum SyncKind {
  /** Values of data elements. */
  DATA_VALUES(10_000, 50, 30_000),
  /** Which data sets were marked as complete. */
  REGISTRATIONS(5_000, 50, 30_000),
  /** Events of programs without registration. */
  EVENT_PROGRAMS(60, 5, 200),
  /** Tracked entities with their enrollments in a program, and all that hangs on these. */
  TRACKER_PROGRAMS(20, 5, 200);

  private final int pageSize;
  private final int smallestPage;
  private final int largestPage;

  SyncKind(int pageSize, int smallestPage, int largestPage) {
    this.pageSize = pageSize;
    this.smallestPage = smallestPage;
    this.largestPage = largestPage;
  }

  /** How many rows go into a request unless the caller says otherwise. */
  public int defaultPageSize() {
    return pageSize;
  }

  /**
   * Returns the page size if DHIS2 allows it (2.42, E4008).
   *
   * @throws InvalidRequestException if it does not
   */
  public int checkedPageSize(int rows) {
    if (rows < smallestPage || rows > largestPage) {
      throw new InvalidRequestException(
          "A page of "
              + this
              + " has "
              + smallestPage
              + " to "
              + largestPage
              + " rows, not "
              + rows
              + ".");
    }
    return rows;
  }
}
