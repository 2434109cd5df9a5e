package io.github.dhisadmin.jooq.internal.analytics;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a partition that serves as it was left.
 *
 * @param fingerprint the text of its fingerprint
 * @param shareOrNull the state of its own share of the largest source table; null if it has none
 * @param writersOrNull by whom its rows were written; null if that was not looked at
 * @param mergedRows how many rows were merged into it since it was built
 */
record KnownPartition(
    String fingerprint,
    @Nullable SourceShare shareOrNull,
    @Nullable String writersOrNull,
    long mergedRows) {

  /**
   * Whether its rows are most likely others by now, so that they are better written at once than
   * only looked at.
   */
  boolean isMostLikelyChanged(@Nullable SourceState now) {
    return shareOrNull != null
        && now != null
        && now.shareOrNull() != null
        && !shareOrNull.rows().equals(now.shareOrNull().rows());
  }

  /**
   * From which transaction on its source rows may have been written, if nothing else is another.
   */
  OptionalLong changedOnlyFrom(SourceState now) {
    SourceShare share = now.shareOrNull();
    return shareOrNull != null && share != null && shareOrNull.rest().equals(share.rest())
        ? OptionalLong.of(shareOrNull.settledBefore())
        : OptionalLong.empty();
  }
}
