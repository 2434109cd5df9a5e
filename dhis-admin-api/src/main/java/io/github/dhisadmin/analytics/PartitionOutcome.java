package io.github.dhisadmin.analytics;

import java.time.Duration;

/**
 * What became of one partition, or of a table without partitions.
 *
 * @param name its name in the database
 * @param rows number of rows it holds now
 * @param action what was done
 * @param reason why that was done
 * @param duration work time spent on it, which overlaps with that of others
 */
public record PartitionOutcome(
    String name, long rows, PartitionAction action, String reason, Duration duration) {}
