package io.github.dhisadmin.analytics;

/**
 * How many rows of a partition were exchanged where it serves; a row that changed is one of each.
 *
 * @param deleted rows that it no longer has
 * @param inserted rows that it did not have
 */
public record MergedRows(long deleted, long inserted) {}
