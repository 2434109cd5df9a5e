package io.github.dhisadmin.sync.metadata;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.sync.SyncTarget;

/**
 * A way on when versions cannot be applied one after the other. Immutable.
 *
 * @param target name of the central server
 * @param action what is to be done
 * @param version name of the version it is about
 * @param reason why, for whoever asks later
 * @param by who decided it
 */
public record MetadataRecovery(
    String target, Action action, String version, String reason, String by) {

  /** What can be done. */
  public enum Action {
    /** Goes on without the version, as if it had been applied. */
    SKIP,
    /** Applies the version with the next run, though it failed, changed or was left out. */
    RETRY,
    /** Takes the metadata here for those of the version; the next run begins after it. */
    REBASELINE
  }

  /**
   * Wants a reason and a name.
   *
   * @throws InvalidRequestException if one is missing
   */
  public MetadataRecovery {
    SyncTarget.checkedName(target);
    if (version.isBlank() || reason.isBlank() || by.isBlank()) {
      throw new InvalidRequestException(
          "A recovery names the version, the reason and who decided it; it is kept with them.");
    }
  }
}
