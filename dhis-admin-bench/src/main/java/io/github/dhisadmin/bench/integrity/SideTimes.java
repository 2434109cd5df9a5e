package io.github.dhisadmin.bench.integrity;

import java.util.Map;

/**
 * Seconds that one side took for the checks of DHIS2's guide.
 *
 * @param summary for counting the issues of all checks
 * @param details for reading the issues of all checks
 * @param queries for reading those of the checks that are queries; of checks that run at the same
 *     time it is the time from the first to the last
 * @param expressions for reading those of the checks of expressions
 * @param checks for reading those of each check, by id
 */
public record SideTimes(
    double summary,
    double details,
    double queries,
    double expressions,
    Map<String, Double> checks) {}
