package io.github.dhisadmin.jooq.internal.analytics;

import java.util.Optional;

/**
 * How many changed rows are merged into a partition instead of building it.
 *
 * @param share of the rows of a partition, from 0 to 1
 */
record MergeLimit(double share) {
  static final MergeLimit NOTHING = new MergeLimit(0);

  /**
   * What is merged leaves dead rows, lies apart from rows of its kind, and does not change which
   * indexes there are; from this share on a partition is made compact again.
   */
  private static final double MOST_BETWEEN_BUILDS = 0.1;

  /** Whether it is worth looking for changed rows. */
  boolean allowsAny() {
    return share > 0;
  }

  /**
   * Why a partition is built although it is known which of its rows changed; empty if they are
   * merged.
   *
   * @param rows how many rows it has
   * @param changed how many of them are others, come or go; one that is another counts once
   * @param before how many were merged since it was built
   */
  Optional<String> reasonToBuild(long rows, long changed, long before) {
    if (changed > share * rows) {
      return Optional.of("TOO_MANY_CHANGES");
    }
    return before + changed > Math.max(share, MOST_BETWEEN_BUILDS) * rows
        ? Optional.of("MERGED_BEFORE")
        : Optional.empty();
  }
}
