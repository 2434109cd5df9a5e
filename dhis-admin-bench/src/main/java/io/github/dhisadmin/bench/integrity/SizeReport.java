package io.github.dhisadmin.bench.integrity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured with metadata of one size.
 *
 * @param factor how many times as much there is as in a large national database
 * @param objects number of objects by table
 * @param issues number of issues by check, as the library counts them
 * @param library the library's times, the medians of all repetitions
 * @param peer DHIS2's times, or null if it was left out
 * @param peerWithCache DHIS2's time for expressions if each object is looked up once only
 * @param peerStatements statements that DHIS2 sends for the details
 * @param tooSlow checks that DHIS2's procedure did not end in time; they count with the limit
 * @param differences what the two sides count differently, in words
 */
public record SizeReport(
    int factor,
    Map<String, Long> objects,
    Map<String, Long> issues,
    SideTimes library,
    @Nullable SideTimes peer,
    @Nullable Double peerWithCache,
    @Nullable Long peerStatements,
    List<String> tooSlow,
    List<String> differences) {}
