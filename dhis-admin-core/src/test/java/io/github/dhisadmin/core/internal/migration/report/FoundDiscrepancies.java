package io.github.dhisadmin.core.internal.migration.report;

import io.github.dhisadmin.migration.DataMigrationRequest;
import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Discrepancy.Point;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationValidation;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.ValidationResult;
import io.github.dhisadmin.migration.ValidationResult.PartTotals;
import io.github.dhisadmin.run.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A comparison that is over, and how it was read. */
final class FoundDiscrepancies implements MigrationValidation {
  private static final long RUN = 7;
  private static final int HELD_AT_ONCE = 1_000;

  private final List<Discrepancy> found;
  private final List<Integer> pages = new ArrayList<>();

  private FoundDiscrepancies(List<Discrepancy> found) {
    this.found = found;
  }

  /** One value that differs, with what both sides hold. */
  static FoundDiscrepancies of(@Nullable String source, @Nullable String destination) {
    return new FoundDiscrepancies(List.of(discrepancy(3, source, destination)));
  }

  /** So many values that differ. */
  static FoundDiscrepancies many(long number) {
    return new FoundDiscrepancies(
        LongStream.rangeClosed(1, number)
            .mapToObj(id -> discrepancy(10 * id, String.valueOf(id), "0"))
            .toList());
  }

  DiscrepancyList list() {
    return new DiscrepancyList(
        this,
        new ValidationResult(
            RUN,
            40,
            Map.of(Kind.VALUE_DIFFERS, (long) found.size()),
            List.of(
                new PartTotals(
                    "vaccines",
                    "202601",
                    new TransferTotals(41, 0x1234),
                    new TransferTotals(40, -1)))),
        Long.MAX_VALUE);
  }

  /** How many discrepancies were read at a time. */
  List<Integer> pages() {
    return pages;
  }

  @Override
  public List<Discrepancy> discrepancies(long run, long afterId, int limit) {
    if (run != RUN || limit > HELD_AT_ONCE) {
      throw new IllegalArgumentException("run " + run + ", limit " + limit);
    }
    List<Discrepancy> page =
        found.stream().filter(each -> each.id() > afterId).limit(limit).toList();
    pages.add(page.size());
    return page;
  }

  @Override
  public ValidationResult run(
      DataMigrationRequest request, Tolerance tolerance, RunControl control) {
    throw new UnsupportedOperationException("it is over");
  }

  @Override
  public MigrationRun migrate(long run, String requestedBy) {
    throw new UnsupportedOperationException("it is only told");
  }

  private static Discrepancy discrepancy(
      long id, @Nullable String source, @Nullable String destination) {
    return new Discrepancy(
        id,
        "vaccines",
        Kind.VALUE_DIFFERS,
        new Point("x3Do5e7g4Qo", "202601", "DiszpKrYNg8", "Prlt0C1RF0s", ""),
        source,
        destination);
  }
}
