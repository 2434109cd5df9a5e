package io.github.dhisadmin.bench.migration;

import java.util.Locale;

/**
 * What a migration cost.
 *
 * @param values how many data values travelled
 * @param valuesPerDownload how many were fetched at a time
 * @param rowsPerSecond how fast the destination took them; 0 for at once
 * @param tasks how many tasks that took
 * @param seconds from the first task to the end of the last
 * @param usedMegabytes what the last collections of garbage left
 * @param maxHeapMegabytes what the process was allowed, both servers among it
 */
record MigrationTimes(
    long values,
    long valuesPerDownload,
    long rowsPerSecond,
    long tasks,
    double seconds,
    long usedMegabytes,
    long maxHeapMegabytes) {

  String markdownRow() {
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %s | %,d | %.1f | %,.0f | %,d MB | %,d MB |",
        values,
        valuesPerDownload,
        rowsPerSecond == 0 ? "at once" : String.format(Locale.ROOT, "%,d/s", rowsPerSecond),
        tasks,
        seconds,
        values / seconds,
        usedMegabytes,
        maxHeapMegabytes);
  }
}
