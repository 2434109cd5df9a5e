package io.github.dhisadmin.analytics;

/**
 * What a partition that was built was expected to become, and what it became.
 *
 * @param name its name in the database
 * @param expectedRows number of rows expected; 0 if it was not expected at all
 * @param rows number of rows
 * @param expectedBytes bytes of disk expected, with indexes
 * @param bytes bytes of disk, with indexes
 */
public record PartitionSize(
    String name, long expectedRows, long rows, long expectedBytes, long bytes) {}
