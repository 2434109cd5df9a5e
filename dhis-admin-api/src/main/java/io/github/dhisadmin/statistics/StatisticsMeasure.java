package io.github.dhisadmin.statistics;

/**
 * One number of the statistics.
 *
 * @param group what kind of number it is
 * @param name of which objects, window or table, such as {@code dataElement} or {@code today}
 */
public record StatisticsMeasure(StatisticsGroup group, String name) {}
