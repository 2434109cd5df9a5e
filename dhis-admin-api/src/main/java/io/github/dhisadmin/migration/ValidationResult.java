package io.github.dhisadmin.migration;

import io.github.dhisadmin.migration.Discrepancy.Kind;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of source and destination showed.
 *
 * @param run by which its discrepancies are looked at
 * @param matched how many values both hold alike
 * @param discrepancies how many there are of each kind; kinds without any are left out
 * @param parts totals of both sides, by item set and period
 */
public record ValidationResult(
    long run, long matched, Map<Kind, Long> discrepancies, List<PartTotals> parts) {

  /** Copies the numbers. */
  public ValidationResult {
    discrepancies = Map.copyOf(discrepancies);
    parts = List.copyOf(parts);
  }

  /** All values of the source, as a migration would bring them. */
  public TransferTotals source() {
    return parts.stream().map(PartTotals::source).reduce(TransferTotals.NONE, TransferTotals::plus);
  }

  /** All values that were found at the destination. */
  public TransferTotals destination() {
    return parts.stream()
        .map(PartTotals::destination)
        .reduce(TransferTotals.NONE, TransferTotals::plus);
  }

  /** How many discrepancies there are. */
  public long total() {
    return discrepancies.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Both sides of an item set in a period. The totals are equal where both hold the same, however
   * numbers are written; what is merely tolerated makes checksums differ.
   *
   * @param itemSet its name
   * @param period ISO id
   * @param source what a migration would bring
   * @param destination what was found
   */
  public record PartTotals(
      String itemSet, String period, TransferTotals source, TransferTotals destination) {

    /** These and others of the same item set and period. */
    public PartTotals plus(PartTotals other) {
      return new PartTotals(
          itemSet, period, source.plus(other.source), destination.plus(other.destination));
    }
  }
}
