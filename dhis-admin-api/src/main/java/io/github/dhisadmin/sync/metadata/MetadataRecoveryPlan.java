package io.github.dhisadmin.sync.metadata;

import java.util.List;

/**
 * What a recovery changes in what is known of versions; it never touches other metadata.
 *
 * @param recovery what is to be done
 * @param added versions that count as applied from then on, though nobody imports them
 * @param removed versions that do not count as applied any more
 * @param next versions that the next run applies, in order
 */
public record MetadataRecoveryPlan(
    MetadataRecovery recovery, List<String> added, List<String> removed, List<String> next) {

  /** Copies the lists. */
  public MetadataRecoveryPlan {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    next = List.copyOf(next);
  }
}
