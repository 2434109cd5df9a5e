package io.github.dhisadmin.migration;

import java.util.List;

/**
 * What a migration of data would fetch.
 *
 * @param parts item sets with their periods
 * @param tasks how many tasks it would begin with; more follow when answers are too large
 */
public record DataMigrationPlan(List<Part> parts, int tasks) {

  /** Copies the parts. */
  public DataMigrationPlan {
    parts = List.copyOf(parts);
  }

  /**
   * One item set.
   *
   * @param itemSet its name
   * @param periods ISO ids of the periods of its type; none if the periods asked for hold none
   */
  public record Part(String itemSet, List<String> periods) {

    /** Copies the periods. */
    public Part {
      periods = List.copyOf(periods);
    }
  }
}
