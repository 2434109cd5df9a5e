package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.LocalDate;

/**
 * Which data values are compared with those of a server. Immutable.
 *
 * @param target name of the server
 * @param dataSet uid of the data set they belong to
 * @param from the first day of the earliest period
 * @param to the last day of the latest period
 * @param organisationUnit uid of a unit, with all units below it
 * @param limit how many differences are listed at most
 */
public record ValueComparisonRequest(
    String target,
    String dataSet,
    LocalDate from,
    LocalDate to,
    String organisationUnit,
    int limit) {

  /**
   * Checks what can be checked without a database.
   *
   * @throws InvalidRequestException if the period ends before it begins, or nothing can be listed
   */
  public ValueComparisonRequest {
    SyncTarget.checkedName(target);
    if (to.isBefore(from)) {
      throw new InvalidRequestException("There are no periods from " + from + " to " + to + ".");
    }
    if (limit < 1) {
      throw new InvalidRequestException("The limit must be at least 1, not " + limit + ".");
    }
    checkedUid(dataSet, "data set");
    checkedUid(organisationUnit, "organisation unit");
  }

  private static void checkedUid(String uid, String what) {
    if (!uid.matches("[A-Za-z][A-Za-z0-9]{10}")) {
      throw new InvalidRequestException("'" + uid + "' is not the uid of a " + what + ".");
    }
  }
}
