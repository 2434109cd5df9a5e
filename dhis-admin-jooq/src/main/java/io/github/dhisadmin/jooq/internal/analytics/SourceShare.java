package io.github.dhisadmin.jooq.internal.analytics;

/**
 * The state of a part's own share of the largest table that it is built from.
 *
 * @param rows of the rows that belong to the share, as a hash. If it is another one than it was, so
 *     most likely are the rows of the part; if not, they most likely are not
 * @param rest of all else that the part is built from, as a hash
 * @param settledBefore the first transaction that may have written to the share afterwards
 */
record SourceShare(String rows, String rest, long settledBefore) {}
