package io.github.dhisadmin.core.internal.migration.report;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.ValidationResult;
import java.io.IOException;
import java.util.List;

/**
 * What a comparison found, read a page at a time and forgotten once it is written.
 *
 * @param validation where it is read from
 * @param result what is told of the comparison as a whole
 * @param limit how many discrepancies are told at most
 */
public record DiscrepancyList(MigrationValidation validation, ValidationResult result, long limit) {
  private static final int PAGE = 1_000;

  /** Takes discrepancies one by one. */
  @FunctionalInterface
  interface Sink {
    void write(Discrepancy discrepancy) throws IOException;
  }

  /** The same with fewer discrepancies, if there are more. */
  public DiscrepancyList atMost(long fewer) {
    return new DiscrepancyList(validation, result, Math.min(limit, fewer));
  }

  void forEach(Sink sink) throws IOException {
    long after = 0;
    long left = limit;
    while (left > 0) {
      int wanted = (int) Math.min(PAGE, left);
      List<Discrepancy> page = validation.discrepancies(result.run(), after, wanted);
      for (Discrepancy discrepancy : page) {
        sink.write(discrepancy);
        after = discrepancy.id();
      }
      left = page.size() < wanted ? 0 : left - page.size();
    }
  }
}
