package io.github.dhisadmin.bench.sync;

import java.util.Locale;

/**
 * What sending to one server cost.
 *
 * @param values how many data values were sent
 * @param pageSize how many at once
 * @param rowsPerSecond how fast the server took them; 0 for at once
 * @param bareMillis posting the same pages, which lay ready as JSON
 * @param coldMillis sending all, from the first question to the last answer
 * @param unchangedMillis sending again, with nothing to send
 * @param maxHeapMegabytes what the process was allowed, the server's share among it
 */
record SyncTimes(
    long values,
    int pageSize,
    long rowsPerSecond,
    long bareMillis,
    long coldMillis,
    long unchangedMillis,
    long maxHeapMegabytes) {

  /** Of the bare loop's speed, 1 being as fast. */
  double share() {
    return (double) bareMillis / coldMillis;
  }

  String markdownRow() {
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %s | %.1f | %.1f | %.2f | %d | %d MB |",
        values,
        pageSize,
        rowsPerSecond == 0 ? "at once" : String.format(Locale.ROOT, "%,d/s", rowsPerSecond),
        bareMillis / 1000.0,
        coldMillis / 1000.0,
        share(),
        unchangedMillis,
        maxHeapMegabytes);
  }
}
