package io.github.dhisadmin.migration;

/**
 * A migration that was begun.
 *
 * @param id by which its tasks are looked at, and by which it is stopped
 * @param configuration name of what it works by
 * @param tasks how many tasks it begins with
 */
public record MigrationRun(long id, String configuration, int tasks) {}
