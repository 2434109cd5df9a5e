package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.comparison.Environment;
import java.util.StringJoiner;

/**
 * What a migration cost, and where.
 *
 * @param startedAt when
 * @param command how to repeat it
 * @param environment where
 * @param times what it took
 */
record MigrationReport(
    String startedAt, String command, Environment environment, MigrationTimes times) {

  String markdown() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("Measured on " + startedAt + " with `" + command + "`.");
    lines.add("");
    lines.add(environment.sentence());
    lines.add("");
    lines.add(
        "| values | in a download | server imports | tasks | s | values/s | used heap | heap |");
    lines.add("|---:|---:|---:|---:|---:|---:|---:|---:|");
    lines.add(times.markdownRow());
    return lines.toString();
  }
}
