package io.github.dhisadmin.datalock;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.UnsupportedSchemaException;
import java.util.List;

/**
 * Manages lock exceptions, and explains why data entry is open or locked. Thread safe. Callers need
 * {@code F_PERFORM_MAINTENANCE}: this service knows neither the sharing of data sets nor the units
 * of a user.
 */
public interface DataLockService {

  /**
   * Lists exceptions, by data set, period and organisation unit.
   *
   * @param limit how many at most, at least 1
   */
  List<LockException> list(LockExceptionFilter filter, int limit);

  /**
   * Tells what {@link #add} would do.
   *
   * @throws InvalidRequestException naming every uid or period that there is not
   */
  LockExceptionGrantResult previewAdd(LockExceptionGrant grant);

  /**
   * Adds an exception for each combination that has none, all of them or, if anything fails, none.
   *
   * @throws InvalidRequestException naming every uid or period that there is not
   */
  LockExceptionGrantResult add(LockExceptionGrant grant);

  /** How many rows {@link #remove} would remove. */
  long previewRemove(LockExceptionFilter filter);

  /**
   * Removes exceptions.
   *
   * @return number of rows
   * @throws InvalidRequestException if the filter means all exceptions
   */
  long remove(LockExceptionFilter filter);

  /** How many rows {@link #removeExpired} would remove. */
  long previewRemoveExpired(int months);

  /**
   * Removes exceptions that were added before the same day so many months ago, as DHIS2's nightly
   * job does.
   *
   * @param months from 1 to 12; six unless DHIS2 is told otherwise
   * @return number of rows
   * @throws UnsupportedSchemaException before DHIS2 2.41, which does not know when one was added
   */
  long removeExpired(int months);

  /**
   * Tells whether data can be entered, and what each rule says to that. Rules are those of the data
   * set; DHIS2 asks some of them of all data sets of a data element when it takes a single value.
   *
   * @throws InvalidRequestException naming every uid or period that there is not
   */
  LockExplanation explain(LockQuestion question);
}
