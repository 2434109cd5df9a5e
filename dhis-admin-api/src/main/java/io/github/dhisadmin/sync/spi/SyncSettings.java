package io.github.dhisadmin.sync.spi;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/**
 * DHIS2's settings of synchronisation.
 *
 * @param skipChangedBefore {@code syncSkipSyncForDataChangedBefore}, in DHIS2's local time
 * @param availabilityAttempts {@code syncMaxRemoteServerAvailabilityCheckAttempts}
 * @param availabilityDelay {@code syncDelayBetweenRemoteServerAvailabilityCheckAttempts}
 * @param competingJobs names of DHIS2's own jobs that are enabled and send the same data
 */
public record SyncSettings(
    LocalDateTime skipChangedBefore,
    int availabilityAttempts,
    Duration availabilityDelay,
    List<String> competingJobs) {

  /** Copies the names. */
  public SyncSettings {
    competingJobs = List.copyOf(competingJobs);
  }
}
