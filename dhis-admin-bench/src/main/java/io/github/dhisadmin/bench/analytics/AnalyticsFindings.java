package io.github.dhisadmin.bench.analytics;

import io.github.dhisadmin.bench.corpus.CorpusResult;
import io.github.dhisadmin.bench.pair.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far. Immutable.
 *
 * @param data how much data there was, by kind
 * @param parts each piece of work
 * @param disk what the tables of full builds take of the disk
 * @param limits how far full builds are from what nothing can beat
 * @param growth how times grow with rows
 * @param queries the queries; null if they were left out
 * @param lastYear what incremental runs did with the last year after values of it had changed; null
 *     if they were left out
 */
record AnalyticsFindings(
    Map<String, Long> data,
    List<Measured> parts,
    List<DiskUse> disk,
    List<LimitTimes> limits,
    List<GrowthTimes> growth,
    @Nullable CorpusResult queries,
    @Nullable String lastYear) {
  AnalyticsFindings {
    parts = List.copyOf(parts);
    disk = List.copyOf(disk);
    limits = List.copyOf(limits);
    growth = List.copyOf(growth);
  }

  static AnalyticsFindings of(Map<String, Long> data) {
    return new AnalyticsFindings(data, List.of(), List.of(), List.of(), List.of(), null, null);
  }

  AnalyticsFindings with(Measured more) {
    return new AnalyticsFindings(data, plus(parts, more), disk, limits, growth, queries, lastYear);
  }

  AnalyticsFindings with(DiskUse more) {
    return new AnalyticsFindings(data, parts, plus(disk, more), limits, growth, queries, lastYear);
  }

  AnalyticsFindings with(LimitTimes more) {
    return new AnalyticsFindings(data, parts, disk, plus(limits, more), growth, queries, lastYear);
  }

  AnalyticsFindings with(GrowthTimes more) {
    return new AnalyticsFindings(data, parts, disk, limits, plus(growth, more), queries, lastYear);
  }

  AnalyticsFindings with(CorpusResult result) {
    return new AnalyticsFindings(data, parts, disk, limits, growth, result, lastYear);
  }

  AnalyticsFindings withLastYear(String became) {
    return new AnalyticsFindings(data, parts, disk, limits, growth, queries, became);
  }

  /** What differs between the sides although it must not, in words. */
  List<String> differences() {
    Stream<String> ofParts =
        parts.stream()
            .flatMap(part -> part.differences().stream().map(each -> part.part() + ": " + each));
    Stream<String> ofQueries = queries == null ? Stream.empty() : queries.differences().stream();
    return Stream.concat(ofParts, ofQueries).toList();
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
