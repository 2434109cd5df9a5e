package io.github.dhisadmin.bench.comparison;

import java.util.EnumSet;
import java.util.Set;

/**
 * What to compare and how often.
 *
 * @param parallelism sessions that work at a time, the same on both sides
 * @param repetitions builds of each side
 * @param queryRepetitions timed runs of each query on each side
 * @param skipped the parts to leave out
 */
public record ComparisonOptions(
    int parallelism, int repetitions, int queryRepetitions, Set<Part> skipped) {
  /** Checks the numbers and copies the parts. */
  public ComparisonOptions {
    if (parallelism < 1 || repetitions < 1 || queryRepetitions < 1) {
      throw new IllegalArgumentException("parallelism and repetitions must be at least 1");
    }
    skipped = Set.copyOf(skipped);
  }

  /** Everything, once. */
  public static ComparisonOptions everything(int parallelism) {
    return new ComparisonOptions(parallelism, 1, 5, EnumSet.noneOf(Part.class));
  }

  boolean includes(Part part) {
    return !skipped.contains(part);
  }
}
