package io.github.dhisadmin.migration;

import java.util.List;

/**
 * Which values a deletion would remove from the destination, counted there.
 *
 * @param request what is asked for
 * @param counts values by item set and period
 * @param token confirms the deletion of exactly these values
 */
public record DeletionPlan(DataMigrationRequest request, List<Count> counts, String token) {

  /** Copies the counts. */
  public DeletionPlan {
    counts = List.copyOf(counts);
  }

  /** How many values there are. */
  public long values() {
    return counts.stream().mapToLong(Count::values).sum();
  }

  /**
   * Values of one item set and period.
   *
   * @param itemSet its name
   * @param period ISO id
   * @param values how many there are
   */
  public record Count(String itemSet, String period, long values) {}
}
