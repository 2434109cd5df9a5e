package io.github.dhisadmin.migration.spi;

/**
 * The right to settle a task, until somebody else is given it.
 *
 * @param id of the task
 * @param fence grows each time the task is taken; an older one settles nothing
 */
public record TaskHandle(long id, long fence) {}
