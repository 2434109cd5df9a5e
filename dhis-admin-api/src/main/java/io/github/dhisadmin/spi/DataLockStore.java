package io.github.dhisadmin.spi;

import io.github.dhisadmin.datalock.LockException;
import io.github.dhisadmin.datalock.LockExceptionFilter;
import io.github.dhisadmin.datalock.LockExceptionGrant;
import io.github.dhisadmin.datalock.LockExceptionGrantResult;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.period.Period;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Lock exceptions, and what else decides whether data can be entered. */
public interface DataLockStore {

  /** Exceptions by data set, period and organisation unit, at most so many. */
  List<LockException> list(LockExceptionFilter filter, int limit);

  /** What {@link #add} would do. */
  LockExceptionGrantResult previewAdd(LockExceptionGrant grant);

  /**
   * Adds the exceptions that are missing, in one transaction.
   *
   * @throws InvalidRequestException naming every object that there is not
   */
  LockExceptionGrantResult add(LockExceptionGrant grant);

  /** Number of rows that a filter means. */
  long count(LockExceptionFilter filter);

  /** Removes the rows that a filter means. */
  long remove(LockExceptionFilter filter);

  /** Number of rows added before a moment of the server's local time. */
  long countCreatedBefore(LocalDateTime moment);

  /** Removes the rows added before a moment of the server's local time. */
  long removeCreatedBefore(LocalDateTime moment);

  /**
   * What decides about a data set, all of one moment.
   *
   * @param attributeOptionCombo uid; empty for the default one
   * @throws InvalidRequestException naming every object that there is not
   */
  LockFacts facts(
      String dataSet,
      Period period,
      String organisationUnit,
      Optional<String> attributeOptionCombo);
}
