package io.github.dhisadmin.bench.migration;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.migration.TaskContender.Lap;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * How many small tasks each queue got through in a second.
 *
 * @param startedAt when
 * @param command how to repeat it
 * @param environment where
 * @param tasks how many there were
 * @param rows one for each contender
 */
record QueueReport(
    String startedAt, String command, Environment environment, int tasks, List<Row> rows) {
  QueueReport {
    rows = List.copyOf(rows);
  }

  /**
   * What one contender did.
   *
   * @param name what it is called
   * @param laps one for each repetition
   */
  record Row(String name, List<Lap> laps) {
    Row {
      laps = List.copyOf(laps);
    }

    /** The median of the times to carry all tasks out. */
    double carrySeconds() {
      List<Double> sorted = laps.stream().map(Lap::carrySeconds).sorted().toList();
      return sorted.get(sorted.size() / 2);
    }

    /** The median of the times to enqueue all tasks. */
    double enqueueSeconds() {
      List<Double> sorted = laps.stream().map(Lap::enqueueSeconds).sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  String markdown() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("Measured on " + startedAt + " with `" + command + "`.");
    lines.add("");
    lines.add(environment.sentence());
    lines.add("");
    lines.add("| %,d small tasks | enqueued, s | carried out, s | tasks/s |".formatted(tasks));
    lines.add("|---|---:|---:|---:|");
    rows.forEach(
        each ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %,.0f |",
                    each.name(),
                    each.enqueueSeconds(),
                    each.carrySeconds(),
                    tasks / each.carrySeconds())));
    return lines.toString();
  }
}
