package io.github.dhisadmin.bench.maintenance;

import org.jspecify.annotations.Nullable;

/**
 * How one side did an operation.
 *
 * @param rows what it changed
 * @param seconds how long it took
 * @param left objects that were still to be changed after it
 * @param longestWaitMs how long a transaction of somebody who wrote meanwhile took at most; null if
 *     nobody did
 */
public record SideTimes(long rows, double seconds, long left, @Nullable Double longestWaitMs) {}
