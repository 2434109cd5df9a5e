package io.github.dhisadmin.maintenance;

/**
 * How to clear analytics tables.
 *
 * @param clearing what happens to the tables
 */
public record ClearAnalyticsTables(TableClearing clearing) {}
