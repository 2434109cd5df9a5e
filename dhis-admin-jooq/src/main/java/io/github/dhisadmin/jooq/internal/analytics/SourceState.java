package io.github.dhisadmin.jooq.internal.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The state of what a part is built from.
 *
 * @param all of the query and of each table that it reads, as a hash
 * @param shareOrNull of the part's own share of the largest table; null if it has none
 */
record SourceState(String all, @Nullable SourceShare shareOrNull) {

  /** Whether the part's share of the largest table is known, if its sources are. */
  static boolean hasShare(@Nullable SourceState sources) {
    return sources != null && sources.shareOrNull != null;
  }
}
