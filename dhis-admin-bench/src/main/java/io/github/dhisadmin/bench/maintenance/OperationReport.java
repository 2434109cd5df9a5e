package io.github.dhisadmin.bench.maintenance;

/**
 * An operation done both ways.
 *
 * @param operation its name
 * @param dhis2 DHIS2's procedure
 * @param library the library, planning included
 * @param timesFaster seconds of DHIS2's procedure / of the library
 */
public record OperationReport(
    String operation, SideTimes dhis2, SideTimes library, double timesFaster) {
  static OperationReport of(String operation, SideTimes dhis2, SideTimes library) {
    return new OperationReport(
        operation, dhis2, library, dhis2.seconds() / Math.max(library.seconds(), 1e-9));
  }

  /** Whether both have done all there was to do. */
  boolean isComplete() {
    return dhis2.left() == 0 && library.left() == 0;
  }
}
