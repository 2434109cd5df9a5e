package io.github.dhisadmin.bench.limit;

import java.time.Duration;
import java.util.Map;

/**
 * One copy of finished partitions with their indexes.
 *
 * @param duration from the first to the last statement
 * @param stages the time of each stage, which follow one another
 * @param partitions how many partitions were copied
 * @param indexes how many indexes were built
 */
public record LimitRun(
    Duration duration, Map<String, Duration> stages, int partitions, int indexes) {}
