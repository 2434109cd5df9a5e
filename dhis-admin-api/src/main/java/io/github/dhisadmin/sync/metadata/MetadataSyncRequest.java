package io.github.dhisadmin.sync.metadata;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.sync.SyncTarget;
import java.time.Duration;

/**
 * Which server's metadata versions are to be taken over, and how patiently. Immutable.
 *
 * @param target name of the central server
 * @param attempts in total, {@code metadata.sync.retry} of dhis.conf
 * @param delay between them, {@code metadata.sync.retry.time.frequency.millisec}
 * @param dataFirst what is sent before, under the old metadata
 * @param versionCheck when a version of another DHIS2 version is refused
 */
public record MetadataSyncRequest(
    String target, int attempts, Duration delay, DataFirst dataFirst, VersionCheck versionCheck) {
  private static final int MOST_ATTEMPTS = 100;

  /** What is sent to the server before its versions are taken over. */
  public enum DataFirst {
    /** Data values and registrations, as in DHIS2 2.42. */
    SEND,
    /** Nothing. */
    KEEP
  }

  /**
   * Checks the numbers.
   *
   * @throws InvalidRequestException if one makes no sense
   */
  public MetadataSyncRequest {
    SyncTarget.checkedName(target);
    if (attempts < 1 || attempts > MOST_ATTEMPTS || delay.isNegative()) {
      throw new InvalidRequestException(
          "There are 1 to " + MOST_ATTEMPTS + " attempts, with a delay of 0 s or more.");
    }
  }

  /** All versions that are missing, in three attempts with 30 seconds between, data first. */
  public static MetadataSyncRequest from(String target) {
    return new MetadataSyncRequest(
        target, 3, Duration.ofSeconds(30), DataFirst.SEND, VersionCheck.AS_SET);
  }

  /** The same with other patience. */
  public MetadataSyncRequest retrying(int totalAttempts, Duration newDelay) {
    return new MetadataSyncRequest(target, totalAttempts, newDelay, dataFirst, versionCheck);
  }

  /** The same without sending anything before. */
  public MetadataSyncRequest withoutData() {
    return new MetadataSyncRequest(target, attempts, delay, DataFirst.KEEP, versionCheck);
  }

  /** The same with another rule for versions of other DHIS2 versions. */
  public MetadataSyncRequest checking(VersionCheck check) {
    return new MetadataSyncRequest(target, attempts, delay, dataFirst, check);
  }
}
