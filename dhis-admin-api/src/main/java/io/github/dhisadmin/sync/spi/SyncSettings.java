package io.github.dhisadmin.sync.spi;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DHIS2's settings of synchronisation.
 *
 * @param skipChangedBefore {@code syncSkipSyncForDataChangedBefore}, in DHIS2's local time
 * @param availabilityAttempts {@code syncMaxRemoteServerAvailabilityCheckAttempts}
 * @param availabilityDelay {@code syncDelayBetweenRemoteServerAvailabilityCheckAttempts}
 * @param competingJobs names of DHIS2's own jobs that are enabled and send the same data
 * @param systemIdOrNull {@code configuration.systemid}, which tells this DHIS2 from others; null if
 *     it has none yet
 */
public record SyncSettings(
    LocalDateTime skipChangedBefore,
    int availabilityAttempts,
    Duration availabilityDelay,
    List<String> competingJobs,
    @Nullable String systemIdOrNull) {

  /** Copies the names. */
  public SyncSettings {
    competingJobs = List.copyOf(competingJobs);
  }
}
