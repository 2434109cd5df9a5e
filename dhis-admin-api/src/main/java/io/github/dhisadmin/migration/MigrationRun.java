package io.github.dhisadmin.migration;

/**
 * A migration that was begun.
 *
 * @param id by which its tasks are looked at, and by which it is stopped
 * @param configuration name of what it works by
 * @param tasks how many tasks it begins with
 * @param joined whether somebody else had asked for the same, and that is still under way: then
 *     this is that run, and nothing was enqueued
 */
public record MigrationRun(long id, String configuration, int tasks, boolean joined) {}
