package io.github.dhisadmin.minmax;

/**
 * What became of bounds.
 *
 * @param added bounds where there were none
 * @param changed bounds that are others now
 * @param unchanged bounds that were right already
 * @param removed bounds that no values speak for any more
 * @param manualKept bounds that a person entered and that stayed
 * @param ignoredValues values of numeric data elements that are no numbers
 */
public record MinMaxResult(
    long added, long changed, long unchanged, long removed, long manualKept, long ignoredValues) {}
