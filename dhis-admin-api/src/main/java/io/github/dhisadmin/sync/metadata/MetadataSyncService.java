package io.github.dhisadmin.sync.metadata;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.run.RunControl;
import java.util.List;

/**
 * Takes metadata versions over from a central DHIS2, one after the other from the first that is
 * missing, and stops at the first that cannot be applied. Needs the authority {@code
 * F_METADATA_MANAGE}. Thread safe; runs once at a time, across all nodes on one database.
 */
public interface MetadataSyncService {

  /** Takes over what is missing, and waits for it. */
  default MetadataSyncResult run(MetadataSyncRequest request) {
    return run(request, RunControl.none());
  }

  /**
   * Takes over what is missing, and waits for it. Trouble with the servers, and versions that do
   * not fit, are part of the result.
   *
   * @param control hears of each version and may stop before the next step
   * @throws InvalidRequestException if there is no such target, or if it is this DHIS2 itself
   * @throws SecretException if a secret cannot be read
   * @throws ConflictException if another run is under way
   */
  MetadataSyncResult run(MetadataSyncRequest request, RunControl control);

  /**
   * Looks whether a run can work: authorities, https, clocks, versions. Changes nothing.
   *
   * @throws InvalidRequestException if there is no such target
   */
  MetadataPreflight preflight(MetadataSyncRequest request);

  /**
   * What the version that is next would do. Downloads it and imports nothing.
   *
   * @return empty if no version is missing
   * @throws InvalidRequestException if there is no such target
   */
  List<MetadataPreview> preview(String target);

  /**
   * What a version would do. Downloads it and imports nothing.
   *
   * @throws InvalidRequestException if there is no such target or version
   */
  MetadataPreview preview(String target, String version);

  /**
   * How far this DHIS2 follows a server. Asks nobody.
   *
   * @throws InvalidRequestException if there is no such target
   */
  MetadataSyncStatus status(String target);

  /**
   * What a recovery would change.
   *
   * @throws InvalidRequestException if there is no such version, or the recovery makes no sense
   */
  MetadataRecoveryPlan plan(MetadataRecovery recovery);

  /**
   * Carries a recovery out and keeps it in the history of recoveries.
   *
   * @throws InvalidRequestException if there is no such version, or the recovery makes no sense
   * @throws ConflictException if a run is under way
   */
  MetadataRecoveryPlan recover(MetadataRecovery recovery);

  /**
   * Recoveries that were carried out, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<MetadataRecoveryRecord> recoveries(String target, int limit);
}
