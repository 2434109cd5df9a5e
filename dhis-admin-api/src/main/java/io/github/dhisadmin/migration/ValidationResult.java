package io.github.dhisadmin.migration;

import io.github.dhisadmin.migration.Discrepancy.Kind;
import java.util.Map;

/**
 * What a comparison of source and destination showed.
 *
 * @param run by which its discrepancies are looked at
 * @param matched how many values both hold alike
 * @param discrepancies how many there are of each kind; kinds without any are left out
 */
public record ValidationResult(long run, long matched, Map<Kind, Long> discrepancies) {

  /** Copies the numbers. */
  public ValidationResult {
    discrepancies = Map.copyOf(discrepancies);
  }

  /** How many discrepancies there are. */
  public long total() {
    return discrepancies.values().stream().mapToLong(Long::longValue).sum();
  }
}
