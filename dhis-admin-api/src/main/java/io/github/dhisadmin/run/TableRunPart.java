package io.github.dhisadmin.run;

import java.time.Duration;

/**
 * What became of one table, or of one partition, in a run that is remembered.
 *
 * @param type which type of table, such as {@code DATA_VALUE}
 * @param table its name in the database
 * @param action what was done, such as {@code BUILT}
 * @param reason why, or what went wrong; may be empty
 * @param rows number of rows it holds
 * @param duration work time spent on it, in milliseconds when it was read back
 */
public record TableRunPart(
    String type, String table, String action, String reason, long rows, Duration duration) {}
