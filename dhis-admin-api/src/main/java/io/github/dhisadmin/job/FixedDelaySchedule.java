package io.github.dhisadmin.job;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;

/**
 * A while after the run before; for the first time at once.
 *
 * @param delay how long to wait, at least a second
 * @param origin from when on
 */
public record FixedDelaySchedule(Duration delay, DelayOrigin origin) implements Schedule {

  /** Refuses a delay that is too short. */
  public FixedDelaySchedule {
    if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new InvalidRequestException("A delay must be at least a second, but is " + delay + ".");
    }
  }
}
