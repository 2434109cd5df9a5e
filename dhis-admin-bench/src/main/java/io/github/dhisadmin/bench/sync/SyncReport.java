package io.github.dhisadmin.bench.sync;

/**
 * What sending cost.
 *
 * @param command how to repeat it
 * @param values how many data values were sent
 * @param pageSize how many at once
 * @param rowsPerSecond how fast the server took them; 0 for at once
 * @param bareMillis posting the same pages, which lay ready as JSON
 * @param coldMillis sending all, from the first question to the last answer
 * @param share of the bare loop's speed, 1 being as fast
 * @param unchangedMillis sending again, with nothing to send
 * @param maxHeapMegabytes what the process was allowed
 */
record SyncReport(
    String command,
    long values,
    int pageSize,
    long rowsPerSecond,
    long bareMillis,
    long coldMillis,
    double share,
    long unchangedMillis,
    long maxHeapMegabytes) {

  String markdown() {
    return """
        | values | page | server | bare loop | library | share | nothing to send | heap |
        |---|---|---|---|---|---|---|---|
        | %d | %d | %s | %.1f s | %.1f s | %.2f | %d ms | %d MB |
        """
        .formatted(
            values,
            pageSize,
            rowsPerSecond == 0 ? "at once" : rowsPerSecond + "/s",
            bareMillis / 1000.0,
            coldMillis / 1000.0,
            share,
            unchangedMillis,
            maxHeapMegabytes);
  }
}
