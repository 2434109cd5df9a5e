package io.github.dhisadmin.bench.integrity;

import io.github.dhisadmin.bench.comparison.Environment;
import java.util.List;
import java.util.Locale;

/**
 * Everything one comparison of integrity checks found; its JSON is kept beside the numbers that
 * documents quote.
 *
 * @param startedAt the instant it started at, in UTC
 * @param command the command line that repeats it
 * @param environment where it was measured
 * @param parallelism how many checks the library ran at a time; DHIS2 runs one
 * @param repetitions how often the library was measured
 * @param peerLimitSeconds how long one statement of DHIS2 might take
 * @param sizes what was measured with each size of the metadata
 */
public record IntegrityReport(
    String startedAt,
    String command,
    Environment environment,
    int parallelism,
    int repetitions,
    long peerLimitSeconds,
    List<SizeReport> sizes) {

  /** Copies the sizes. */
  public IntegrityReport {
    sizes = List.copyOf(sizes);
  }

  /** What differs between the two sides although it must not, in words; empty when all is well. */
  public List<String> differences() {
    return sizes.stream().flatMap(size -> size.differences().stream()).toList();
  }

  /** A table for people. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | Size | Side | Summary, s | Details, s | Queries, s | Expressions, s |
        |---|---|---:|---:|---:|---:|
        """);
    for (SizeReport size : sizes) {
      row(text, size.factor(), "dhis-admin", size.library());
      SideTimes peer = size.peer();
      if (peer != null) {
        row(text, size.factor(), "DHIS2's procedure", peer);
      }
    }
    for (SizeReport size : sizes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%d times: %s%n%n| Check | Issues | dhis-admin, ms | DHIS2's procedure, ms |%n"
                  + "|---|---:|---:|---:|%n",
              size.factor(),
              size.objects()));
      size.library()
          .checks()
          .forEach(
              (check, seconds) ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %d | %.0f | %s |%n",
                          check,
                          size.issues().getOrDefault(check, 0L),
                          seconds * 1000,
                          peer(size, check))));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, int factor, String side, SideTimes times) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %d times | %s | %.2f | %.2f | %.2f | %.2f |%n",
            factor,
            side,
            times.summary(),
            times.details(),
            times.queries(),
            times.expressions()));
  }

  private static String peer(SizeReport size, String check) {
    SideTimes times = size.peer();
    Double seconds = times == null ? null : times.checks().get(check);
    if (seconds == null) {
      return "";
    }
    return (size.tooSlow().contains(check) ? "more than " : "")
        + String.format(Locale.ROOT, "%.0f", seconds * 1000);
  }
}
