package io.github.dhisadmin.bench.sync;

import io.github.dhisadmin.bench.comparison.Environment;
import java.util.List;
import java.util.StringJoiner;

/**
 * What sending cost.
 *
 * @param startedAt when
 * @param command how to repeat it
 * @param environment where
 * @param times one per speed of the server
 */
record SyncReport(
    String startedAt, String command, Environment environment, List<SyncTimes> times) {
  /** Copies the times. */
  public SyncReport {
    times = List.copyOf(times);
  }

  String markdown() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("Measured on " + startedAt + " with `" + command + "`.");
    lines.add("");
    lines.add(environment.sentence());
    lines.add("");
    lines.add(
        "| values | page | server imports | bare loop, s | library, s | share | nothing to send, ms"
            + " | heap |");
    lines.add("|---:|---:|---:|---:|---:|---:|---:|---:|");
    times.forEach(each -> lines.add(each.markdownRow()));
    return lines.toString();
  }
}
