package io.github.dhisadmin.bench.comparison;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything one comparison found; its JSON is kept beside the numbers that documents quote.
 *
 * @param startedAt the instant it started at, in UTC
 * @param command the command line that repeats it
 * @param environment where it was measured
 * @param data what was built from
 * @param parallelism how many sessions worked at a time, on both sides
 * @param resourceTables the library's build of the resource tables
 * @param variants with and without outlier statistics
 */
public record ComparisonReport(
    String startedAt,
    String command,
    Environment environment,
    DataSize data,
    int parallelism,
    Build resourceTables,
    List<VariantReport> variants) {
  /** Copies the variants. */
  public ComparisonReport {
    variants = List.copyOf(variants);
  }

  /** What differs between the two sides although it must not, in words; empty when all is well. */
  public List<String> differences() {
    return variants.stream().flatMap(ComparisonReport::differences).toList();
  }

  private static Stream<String> differences(VariantReport variant) {
    Stream.Builder<String> found = Stream.builder();
    if (variant.equality() != null && !variant.equality().isEqual()) {
      found.add("outliers " + variant.outliers() + ": " + variant.equality());
    }
    if (variant.corpus() != null) {
      variant.corpus().differences().forEach(found::add);
    }
    return found.build();
  }
}
