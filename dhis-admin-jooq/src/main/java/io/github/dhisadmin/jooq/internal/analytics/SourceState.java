package io.github.dhisadmin.jooq.internal.analytics;

import org.jspecify.annotations.Nullable;

/**
 * The state of what a part is built from, by hashes.
 *
 * @param all of the query and of each table that it reads
 * @param shareOrNull of the part's own share of the largest table; null if it has none. If it is
 *     another one than it was, so most likely are the rows; if not, they most likely are not
 */
record SourceState(String all, @Nullable String shareOrNull) {}
