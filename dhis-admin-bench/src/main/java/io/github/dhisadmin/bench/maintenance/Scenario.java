package io.github.dhisadmin.bench.maintenance;

import io.github.dhisadmin.maintenance.MaintenanceOperation;
import java.util.List;

/**
 * An operation and work for it.
 *
 * @param operation the library's operation
 * @param peer what DHIS2 does
 * @param planted statements that make the work, for each side anew
 * @param left a query for the number of objects that are still to be changed
 * @param written a query for keys of data values, all five columns, that somebody writes meanwhile;
 *     empty if nobody does
 */
record Scenario(
    MaintenanceOperation<?> operation,
    PeerProcedure peer,
    List<String> planted,
    String left,
    String written) {
  /** Keeps its own copy. */
  Scenario {
    planted = List.copyOf(planted);
  }
}
