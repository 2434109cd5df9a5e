package io.github.dhisadmin.bench.comparison;

import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.bench.corpus.CorpusResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured with or without outlier statistics.
 *
 * @param outliers with or without
 * @param builds the times of both sides
 * @param limit the copy of finished partitions, null when left out
 * @param ours the size of the library's tables
 * @param peer the size of DHIS2's tables, null when they were left out
 * @param equality whether both hold the same rows, null when left out
 * @param corpus the queries, null when left out
 */
public record VariantReport(
    OutlierStatistics outliers,
    Builds builds,
    @Nullable Build limit,
    TableSize ours,
    @Nullable TableSize peer,
    @Nullable Equality equality,
    @Nullable CorpusResult corpus) {

  /**
   * The builds of both sides, which took turns.
   *
   * @param ours the library's
   * @param peer DHIS2's, empty when left out
   * @param timesFaster the median of DHIS2's divided by the median of the library's, null when
   *     DHIS2's were left out
   */
  public record Builds(List<Build> ours, List<Build> peer, @Nullable Double timesFaster) {
    /** Copies the lists. */
    public Builds {
      ours = List.copyOf(ours);
      peer = List.copyOf(peer);
    }

    static Builds of(List<Build> ours, List<Build> peer) {
      return new Builds(
          ours, peer, peer.isEmpty() ? null : Build.median(peer) / Build.median(ours));
    }
  }
}
