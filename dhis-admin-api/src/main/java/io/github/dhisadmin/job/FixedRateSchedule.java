package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;

/**
 * At even intervals counted from when the job was created or enabled, however long runs take.
 *
 * @param interval the time between two runs, at least a second
 */
public record FixedRateSchedule(Duration interval) implements Schedule {

  /** Refuses an interval that is too short. */
  public FixedRateSchedule {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new InvalidRequestException(
          "An interval must be at least a second, but is " + interval + ".");
    }
  }
}
