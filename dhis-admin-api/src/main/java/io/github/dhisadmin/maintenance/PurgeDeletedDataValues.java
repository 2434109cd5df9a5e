package io.github.dhisadmin.maintenance;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Duration;

/**
 * Which of the data values that are marked as deleted to purge.
 *
 * @param minimumAge time since they were last changed; zero for all
 * @param unseen what becomes of those that others still have to see
 */
public record PurgeDeletedDataValues(Duration minimumAge, UnseenDeletions unseen) {
  /** Refuses an age below zero. */
  public PurgeDeletedDataValues {
    if (minimumAge.isNegative()) {
      throw new InvalidRequestException("minimumAge must not be negative, but is " + minimumAge);
    }
  }
}
