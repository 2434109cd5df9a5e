package io.github.dhisadmin.job;

import java.util.List;

/**
 * Which maintenance operations a job carries out, with their usual parameters.
 *
 * @param operations names or aliases, in order
 * @param maxRows an operation that would change more rows is not carried out
 */
public record MaintenanceJobParameters(
    @Parameter(description = "Names of operations, in order", min = 1) List<String> operations,
    @Parameter(
            description = "Leave out an operation that would change more rows",
            byDefault = "1000000",
            min = 0)
        long maxRows) {

  /** Keeps its own copy. */
  public MaintenanceJobParameters {
    operations = List.copyOf(operations);
  }
}
