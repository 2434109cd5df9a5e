package io.github.dhisadmin.migration.spi;

/**
 * A task that a worker has taken.
 *
 * @param handle by which it is settled
 * @param task what is to be done
 * @param attempt which attempt this is, from 1
 */
public record ClaimedTask(TaskHandle handle, NewTask task, int attempt) {}
