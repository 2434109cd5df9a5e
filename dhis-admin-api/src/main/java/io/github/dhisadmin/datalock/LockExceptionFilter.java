package io.github.dhisadmin.datalock;

import java.util.Collection;
import java.util.Set;

/**
 * Which lock exceptions are meant; an empty set means any.
 *
 * @param dataSets uids of data sets
 * @param periods ISO ids of periods
 * @param organisationUnits uids of organisation units
 */
public record LockExceptionFilter(
    Set<String> dataSets, Set<String> periods, Set<String> organisationUnits) {

  /** Keeps copies of the sets. */
  public LockExceptionFilter {
    dataSets = Set.copyOf(dataSets);
    periods = Set.copyOf(periods);
    organisationUnits = Set.copyOf(organisationUnits);
  }

  /** All exceptions. */
  public static LockExceptionFilter all() {
    return new LockExceptionFilter(Set.of(), Set.of(), Set.of());
  }

  /** The same, of these data sets only. */
  public LockExceptionFilter dataSets(Collection<String> uids) {
    return new LockExceptionFilter(Set.copyOf(uids), periods, organisationUnits);
  }

  /** The same, of these periods only. */
  public LockExceptionFilter periods(Collection<String> isoIds) {
    return new LockExceptionFilter(dataSets, Set.copyOf(isoIds), organisationUnits);
  }

  /** The same, of these organisation units only. */
  public LockExceptionFilter organisationUnits(Collection<String> uids) {
    return new LockExceptionFilter(dataSets, periods, Set.copyOf(uids));
  }

  /** Whether every exception is meant. */
  public boolean isAll() {
    return dataSets.isEmpty() && periods.isEmpty() && organisationUnits.isEmpty();
  }
}
