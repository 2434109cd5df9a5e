package io.github.dhisadmin.datalock;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Collection;
import java.util.Set;

/**
 * Lock exceptions to add: one for each organisation unit, data set and period.
 *
 * @param dataSets uids of data sets, at least one
 * @param periods ISO ids of periods, at least one
 * @param organisationUnits uids of organisation units, at least one
 */
public record LockExceptionGrant(
    Set<String> dataSets, Set<String> periods, Set<String> organisationUnits) {

  /** Refuses empty sets and keeps copies. */
  public LockExceptionGrant {
    dataSets = Set.copyOf(dataSets);
    periods = Set.copyOf(periods);
    organisationUnits = Set.copyOf(organisationUnits);
    if (dataSets.isEmpty() || periods.isEmpty() || organisationUnits.isEmpty()) {
      throw new InvalidRequestException(
          "Lock exceptions need at least one data set, one period and one organisation unit.");
    }
  }

  /** Exceptions for each unit, data set and period. */
  public static LockExceptionGrant of(
      Collection<String> dataSets,
      Collection<String> periods,
      Collection<String> organisationUnits) {
    return new LockExceptionGrant(
        Set.copyOf(dataSets), Set.copyOf(periods), Set.copyOf(organisationUnits));
  }
}
