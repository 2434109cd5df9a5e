package io.github.dhisadmin.job;

import io.github.dhisadmin.integrity.CheckSelection;
import java.util.List;

/**
 * Which checks an integrity job runs.
 *
 * @param checks names as {@link CheckSelection#of(List)} takes them; those that run by default if
 *     empty
 * @param includeSlow whether slow checks that were not named run as well
 */
public record DataIntegrityJobParameters(
    @Parameter(description = "Checks or groups of checks; those that run by default if empty")
        List<String> checks,
    @Parameter(description = "Run slow checks as well") boolean includeSlow) {

  /** Keeps its own copy. */
  public DataIntegrityJobParameters {
    checks = List.copyOf(checks);
  }

  /** The checks that run by default. */
  public static DataIntegrityJobParameters byDefault() {
    return new DataIntegrityJobParameters(List.of(), false);
  }

  /** The selection that these parameters describe. */
  public CheckSelection selection() {
    CheckSelection selection = CheckSelection.of(checks);
    return includeSlow ? selection.includeSlow() : selection;
  }
}
