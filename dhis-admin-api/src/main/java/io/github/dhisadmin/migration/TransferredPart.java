package io.github.dhisadmin.migration;

/**
 * What a task of a run has taken over a wire. What follows from a task has a key that begins with
 * that task's: a download is followed by uploads of the same values.
 *
 * @param task its number, for paging
 * @param process what it did
 * @param key what of the migration it was about
 * @param totals the values: those of a download as they are to be sent, those of an upload or a
 *     deletion as the destination has confirmed them
 */
public record TransferredPart(long task, ProcessType process, String key, TransferTotals totals) {}
