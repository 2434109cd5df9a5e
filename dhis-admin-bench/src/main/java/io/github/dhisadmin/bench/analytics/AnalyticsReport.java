package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.comparison.Environment;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.corpus.QueryTime;
import io.github.dhisadmin.bench.pair.Measured;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found, where, and what of it was aimed at.
 *
 * @param startedAt when it began
 * @param command how to repeat it
 * @param environment the machine and the servers
 * @param aims what is aimed at
 * @param findings all that was measured
 */
record AnalyticsReport(
    String startedAt,
    String command,
    Environment environment,
    List<Aim> aims,
    AnalyticsFindings findings) {
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  AnalyticsReport {
    aims = List.copyOf(aims);
  }

  /** Tables for a document. */
  String markdown() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("Measured on " + startedAt + " with `" + command + "`.");
    lines.add("");
    lines.add(environment.sentence());
    lines.add("");
    lines.add(
        findings.data().entrySet().stream()
            .map(each -> format("%,d %s", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", ", "", ".")));
    lines.add("");
    lines.add("| Work | Aim | Measured | |");
    lines.add("|---|---:|---:|---|");
    aims.forEach(aim -> lines.add(aim.row()));
    lines.add("");
    times(lines);
    disk(lines);
    limits(lines);
    growth(lines);
    queries(lines);
    return lines.toString();
  }

  private void times(StringJoiner lines) {
    lines.add(
        "| Work, medians of the repetitions | DHIS2's way, s | dhis-admin, s | times faster | rows |");
    lines.add("|---|---:|---:|---:|---|");
    for (Measured each : findings.parts()) {
      lines.add(
          format(
              "| %s | %.3f | %.3f | %.1f | %s |",
              each.part(),
              Measured.median(each.dhis2Seconds()),
              Measured.median(each.librarySeconds()),
              each.timesFaster(),
              each.differences().isEmpty() ? "as they should be" : "DIFFERENT"));
    }
    lines.add("");
    if (findings.lastYear() != null) {
      lines.add(
          "Incremental runs after values had changed left the last year as "
              + findings.lastYear()
              + ".");
      lines.add("");
    }
  }

  private void disk(StringJoiner lines) {
    if (findings.disk().isEmpty()) {
      return;
    }
    lines.add("| Tables and indexes | DHIS2's, MB | dhis-admin's, MB | ratio |");
    lines.add("|---|---:|---:|---:|");
    for (DiskUse each : findings.disk()) {
      lines.add(
          format(
              "| %s | %,.1f | %,.1f | %.2f |",
              each.part(),
              each.dhis2Bytes() / BYTES_PER_MEGABYTE,
              each.libraryBytes() / BYTES_PER_MEGABYTE,
              each.ratio()));
    }
    lines.add("");
  }

  private void limits(StringJoiner lines) {
    if (findings.limits().isEmpty()) {
      return;
    }
    lines.add("| Build | dhis-admin, s | copy of finished rows with the same indexes, s | ratio |");
    lines.add("|---|---:|---:|---:|");
    for (LimitTimes each : findings.limits()) {
      lines.add(
          format(
              "| %s | %.1f | %.1f | %.2f |",
              each.part(),
              Measured.median(each.librarySeconds()),
              Measured.median(each.copySeconds()),
              each.ratio()));
    }
    lines.add("");
  }

  private void growth(StringJoiner lines) {
    if (findings.growth().isEmpty()) {
      return;
    }
    lines.add("| dhis-admin | rows | s | rows | s | times the rows | times the time |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    for (GrowthTimes each : findings.growth()) {
      lines.add(
          format(
              "| %s | %,d | %.2f | %,d | %.2f | %.1f | %.1f |",
              each.part(),
              each.fewerRows(),
              Measured.median(each.fewerRowsSeconds()),
              each.rows(),
              Measured.median(each.seconds()),
              each.ofRows(),
              each.ofTime()));
    }
    lines.add("");
  }

  private void queries(StringJoiner lines) {
    CorpusResult queries = findings.queries();
    if (queries == null) {
      return;
    }
    List<QueryTime> slow = Aims.slowQueries(queries);
    lines.add(
        format(
            "%d queries, medians of %d; %d are slower than is aimed at%s.",
            queries.queries().size(),
            queries.repetitions(),
            slow.size(),
            slow.stream()
                .map(each -> format("%s (%.2f)", words(each), each.ratio()))
                .collect(Collectors.joining(", ", slow.isEmpty() ? "" : ": ", ""))));
    lines.add("");
    lines.add("| Query | rows | DHIS2's tables, ms | dhis-admin's tables, ms | ratio |");
    lines.add("|---|---:|---:|---:|---:|");
    for (QueryTime each : queries.queries()) {
      lines.add(
          format(
              "| %s | %d | %.1f | %.1f | %.2f |",
              words(each), each.rows(), each.peerMillis(), each.oursMillis(), each.ratio()));
    }
  }

  private static String words(QueryTime query) {
    return query.name().replace('_', ' ');
  }

  private static String format(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
