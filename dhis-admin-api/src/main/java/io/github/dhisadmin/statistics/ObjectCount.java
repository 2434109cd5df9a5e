package io.github.dhisadmin.statistics;

/**
 * How many objects of a kind there are, counted and not estimated.
 *
 * @param total all rows, those included that are only marked as deleted
 * @param softDeleted rows that are marked as deleted; none where objects are not marked
 */
public record ObjectCount(long total, long softDeleted) {}
