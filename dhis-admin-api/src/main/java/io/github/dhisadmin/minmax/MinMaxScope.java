package io.github.dhisadmin.minmax;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.Collection;
import java.util.Set;

/**
 * For which data elements and organisation units bounds are meant.
 *
 * @param dataSets uids of data sets, at least one; their data elements are meant
 * @param organisationUnits uids of organisation units, at least one
 * @param depth whether units below these are meant too
 */
public record MinMaxScope(Set<String> dataSets, Set<String> organisationUnits, Depth depth) {

  /** Which organisation units are meant besides those named. */
  public enum Depth {
    /** None. */
    SELF,
    /** All units below. */
    SUBTREE
  }

  /** Refuses empty sets and keeps copies. */
  public MinMaxScope {
    dataSets = Set.copyOf(dataSets);
    organisationUnits = Set.copyOf(organisationUnits);
    if (dataSets.isEmpty() || organisationUnits.isEmpty()) {
      throw new InvalidRequestException(
          "Bounds need at least one data set and one organisation unit.");
    }
  }

  /** The units and all units below. */
  public static MinMaxScope subtree(
      Collection<String> dataSets, Collection<String> organisationUnits) {
    return new MinMaxScope(Set.copyOf(dataSets), Set.copyOf(organisationUnits), Depth.SUBTREE);
  }

  /** The units alone. */
  public static MinMaxScope self(
      Collection<String> dataSets, Collection<String> organisationUnits) {
    return new MinMaxScope(Set.copyOf(dataSets), Set.copyOf(organisationUnits), Depth.SELF);
  }
}
