package io.github.dhisadmin.maintenance;

/**
 * How to remove zeros.
 *
 * @param match which values count as zero
 * @param removal how they are removed
 */
public record RemoveZeroDataValues(ZeroMatch match, ValueRemoval removal) {}
