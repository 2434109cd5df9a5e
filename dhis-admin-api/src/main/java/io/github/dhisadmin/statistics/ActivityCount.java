package io.github.dhisadmin.statistics;

/**
 * What happened in a window of time.
 *
 * @param activeUsers users who last logged in within it
 * @param dataValues data values last changed within it, without deleted ones
 * @param events events last changed within it, without deleted ones
 */
public record ActivityCount(long activeUsers, long dataValues, long events) {}
