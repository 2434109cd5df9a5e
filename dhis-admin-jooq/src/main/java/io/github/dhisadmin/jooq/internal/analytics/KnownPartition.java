package io.github.dhisadmin.jooq.internal.analytics;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a partition that serves as it was left.
 *
 * @param fingerprint the text of its fingerprint
 * @param shareOrNull the state of its own share of the largest source table; null if it has none
 * @param mergedRows how many rows were merged into it since it was built
 */
record KnownPartition(String fingerprint, @Nullable String shareOrNull, long mergedRows) {

  /**
   * Whether its rows are most likely others by now, so that they are better written at once than
   * only looked at.
   */
  boolean isMostLikelyChanged(@Nullable SourceState now) {
    return shareOrNull != null
        && now != null
        && now.shareOrNull() != null
        && !shareOrNull.equals(now.shareOrNull());
  }
}
