package io.github.dhisadmin.bench.corpus;

/**
 * How long one query took on two sets of tables.
 *
 * @param name the name of the query
 * @param rows how many rows it gave, the same on both
 * @param oursMillis the median on the library's tables
 * @param peerMillis the median on DHIS2's tables
 * @param ratio ours divided by DHIS2's; below 1 the library's tables are faster
 */
public record QueryTime(
    String name, int rows, double oursMillis, double peerMillis, double ratio) {}
