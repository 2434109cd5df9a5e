package io.github.dhisadmin.run;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a long operation stands: a stage, and how many of its items are done.
 *
 * @param stage what is being done, in words an operator knows, such as "Populating analytics"
 * @param item the last item that was finished, such as a table name; empty at the start of a stage
 * @param done number of finished items of the stage, from 0 to {@code total}
 * @param total number of items of the stage, at least 1
 * @param percent how much of the whole run is done, from 0 to 100, estimated from the cost of the
 *     work; never falls within one run
 * @param elapsed time since the run began
 * @param remainingOrNull estimated time to the end of the run, null while there is no estimate
 */
public record Progress(
    String stage,
    String item,
    int done,
    int total,
    int percent,
    Duration elapsed,
    @Nullable Duration remainingOrNull) {

  /** Estimated time to the end of the run, empty while there is no estimate. */
  public Optional<Duration> remaining() {
    return Optional.ofNullable(remainingOrNull);
  }
}
