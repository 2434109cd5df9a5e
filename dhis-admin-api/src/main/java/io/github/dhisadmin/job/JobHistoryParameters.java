package io.github.dhisadmin.job;

/**
 * How much of the history is kept.
 *
 * @param keepDays runs younger than this are kept
 * @param keepRuns of each job, this many runs are kept whatever their age
 */
public record JobHistoryParameters(
    @Parameter(description = "Keep runs of this many days", byDefault = "90", min = 1) int keepDays,
    @Parameter(description = "Keep at least this many runs of each job", byDefault = "50", min = 1)
        int keepRuns) {}
