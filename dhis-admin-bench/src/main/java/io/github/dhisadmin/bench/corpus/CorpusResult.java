package io.github.dhisadmin.bench.corpus;

import java.util.List;

/**
 * The times of all queries on two sets of tables.
 *
 * @param repetitions how often each query ran on each set, after one warm-up
 * @param geometricMean the geometric mean of the ratios; below 1 the library's tables are faster
 * @param queries one entry per query
 * @param differences queries whose rows are not the same on both, in words
 */
public record CorpusResult(
    int repetitions, double geometricMean, List<QueryTime> queries, List<String> differences) {
  /** Copies the lists. */
  public CorpusResult {
    queries = List.copyOf(queries);
    differences = List.copyOf(differences);
  }
}
