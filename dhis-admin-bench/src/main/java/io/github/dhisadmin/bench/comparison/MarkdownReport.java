package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.bench.corpus.CorpusResult;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a comparison as tables for a document. */
public final class MarkdownReport {
  private final ComparisonReport report;
  private final StringJoiner lines = new StringJoiner("\n", "", "\n");

  private MarkdownReport(ComparisonReport report) {
    this.report = report;
  }

  /** The tables of this comparison. */
  public static String of(ComparisonReport comparison) {
    return new MarkdownReport(comparison).write();
  }

  private String write() {
    Environment environment = report.environment();
    line("Measured on %s with `%s`.", report.startedAt(), report.command());
    line("");
    line(
        "%s, %d cores, %s of memory, %s, %s, %s; %d sessions at a time. %s",
        environment.cpu(),
        environment.cores(),
        environment.memory(),
        environment.kernel(),
        environment.java(),
        environment.postgresql(),
        report.parallelism(),
        settings(environment.serverSettings()));
    line("");
    line(
        "%,d data values of %,d data elements and %,d organisation units in the years %s.",
        report.data().dataValues(),
        report.data().dataElements(),
        report.data().organisationUnits(),
        report.data().years());
    line("");
    builds();
    sizes();
    report.variants().forEach(this::queries);
    return lines.toString();
  }

  private void builds() {
    line(
        "| outliers | DHIS2's procedure, s | library, s | times faster | copy of finished rows, s | library / copy | rows |");
    line("|---|---:|---:|---:|---:|---:|---|");
    for (VariantReport variant : report.variants()) {
      VariantReport.Builds builds = variant.builds();
      double ours = Build.median(builds.ours());
      Build limit = variant.limit();
      line(
          "| %s | %s | %.1f | %s | %s | %s | %s |",
          variant.outliers().name().toLowerCase(Locale.ROOT),
          builds.peer().isEmpty() ? "-" : number(Build.median(builds.peer())),
          ours,
          number(builds.timesFaster()),
          limit == null ? "-" : number(limit.seconds()),
          limit == null ? "-" : number(ours / limit.seconds()),
          rows(variant.equality()));
    }
    line("");
    line("| outliers | build | stages, s |");
    line("|---|---|---|");
    for (VariantReport variant : report.variants()) {
      String outliers = variant.outliers().name().toLowerCase(Locale.ROOT);
      variant.builds().peer().forEach(each -> stages(outliers, "DHIS2's procedure", each));
      variant.builds().ours().forEach(each -> stages(outliers, "library", each));
      if (variant.limit() != null) {
        stages(outliers, "copy of finished rows", variant.limit());
      }
    }
    line("");
  }

  private void stages(String outliers, String name, Build build) {
    line(
        "| %s | %s | %s |",
        outliers,
        name,
        build.stages().entrySet().stream()
            .map(each -> each.getKey() + ' ' + number(each.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private void sizes() {
    line("| outliers | tables of | partitions | indexes | rows, MB | indexes, MB |");
    line("|---|---|---:|---:|---:|---:|");
    for (VariantReport variant : report.variants()) {
      String outliers = variant.outliers().name().toLowerCase(Locale.ROOT);
      if (variant.peer() != null) {
        size(outliers, "DHIS2's procedure", variant.peer());
      }
      size(outliers, "library", variant.ours());
    }
    line("");
  }

  private void size(String outliers, String name, TableSize size) {
    line(
        "| %s | %s | %d | %d | %,d | %,d |",
        outliers,
        name,
        size.partitions(),
        size.indexes(),
        size.heapMegabytes(),
        size.indexMegabytes());
  }

  private void queries(VariantReport variant) {
    CorpusResult corpus = variant.corpus();
    if (corpus == null) {
      return;
    }
    line(
        "Queries with outliers %s, medians of %d; geometric mean of library / DHIS2 %.2f:",
        variant.outliers().name().toLowerCase(Locale.ROOT),
        corpus.repetitions(),
        corpus.geometricMean());
    line("");
    line("| query | rows | DHIS2's tables, ms | library's tables, ms | library / DHIS2 |");
    line("|---|---:|---:|---:|---:|");
    corpus
        .queries()
        .forEach(
            each ->
                line(
                    "| %s | %d | %.1f | %.1f | %.2f |",
                    each.name().replace('_', ' '),
                    each.rows(),
                    each.peerMillis(),
                    each.oursMillis(),
                    each.ratio()));
    line("");
  }

  private static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(each -> each.getKey() + " = " + each.getValue())
        .collect(Collectors.joining(", ", "Server settings: ", "."));
  }

  private static String rows(@Nullable Equality equality) {
    if (equality == null) {
      return "not compared";
    }
    return (equality.isEqual() ? "equal, " : "DIFFERENT, ")
        + String.format(Locale.ROOT, "%,d", equality.oursRows());
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }

  private void line(String format, @Nullable Object... values) {
    lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }
}
