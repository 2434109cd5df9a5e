package io.github.dhisadmin.bench.pair;

import io.github.dhisadmin.bench.comparison.Environment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What was measured, and where.
 *
 * @param startedAt when it began
 * @param command how to repeat it
 * @param environment the machine and the servers
 * @param data how much data there was, by kind
 * @param parts each piece of work
 */
public record PairReport(
    String startedAt,
    String command,
    Environment environment,
    Map<String, Long> data,
    List<Measured> parts) {
  /** Copies the parts. */
  public PairReport {
    parts = List.copyOf(parts);
  }

  /** All differences, each with its part. */
  List<String> allDifferences() {
    return parts.stream()
        .flatMap(part -> part.differences().stream().map(each -> part.part() + ": " + each))
        .toList();
  }

  String markdown() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("Measured on " + startedAt + " with `" + command + "`.");
    lines.add("");
    lines.add(environment.sentence());
    lines.add("");
    lines.add(
        data.entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", ", "", ".")));
    lines.add("");
    lines.add("| | DHIS2's way, s | library, s | times faster | results |");
    lines.add("|---|---:|---:|---:|---|");
    parts.forEach(part -> lines.add(row(part)));
    return lines.toString();
  }

  private static String row(Measured part) {
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.1f | %s |",
        part.part(),
        Measured.median(part.dhis2Seconds()),
        Measured.median(part.librarySeconds()),
        part.timesFaster(),
        part.differences().isEmpty() ? "equal" : "DIFFERENT");
  }
}
