package io.github.dhisadmin.integrity;

import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run of checks found.
 *
 * @param runId its number in the history
 * @param state {@code SUCCEEDED} if every check ran to its end or was skipped, whatever it found;
 *     {@code FAILED} if one did not
 * @param startedAt when it began, by the database's clock
 * @param duration time it took in all
 * @param outcomes an outcome per check, ordered by section and id
 * @param warnings what an operator should know of the run as a whole, such as that no organisation
 *     unit group set is compulsory
 */
public record IntegrityResult(
    long runId,
    RunState state,
    Instant startedAt,
    Duration duration,
    List<CheckOutcome> outcomes,
    List<Warning> warnings) {

  /** Keeps its own copies. */
  public IntegrityResult {
    outcomes = List.copyOf(outcomes);
    warnings = List.copyOf(warnings);
  }
}
