package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.spi.DiscrepancyStore;
import java.util.ArrayList;
import java.util.List;

/** Discrepancies that are forgotten with the test. */
final class InMemoryDiscrepancyStore implements DiscrepancyStore {
  private final List<Row> rows = new ArrayList<>();

  private record Row(long run, Discrepancy discrepancy, String repair) {}

  @Override
  public void add(long run, List<Found> found) {
    for (Found each : found) {
      Discrepancy told = each.discrepancy();
      rows.add(
          new Row(
              run,
              new Discrepancy(
                  rows.size() + 1L,
                  told.itemSet(),
                  told.kind(),
                  told.point(),
                  told.sourceValueOrNull(),
                  told.destinationValueOrNull()),
              each.repair()));
    }
  }

  @Override
  public List<Discrepancy> list(long run, long afterId, int limit) {
    return rows.stream()
        .filter(row -> row.run() == run && row.discrepancy().id() > afterId)
        .limit(limit)
        .map(Row::discrepancy)
        .toList();
  }

  @Override
  public List<Repair> repairs(long run, long afterId, int limit) {
    return rows.stream()
        .filter(row -> row.run() == run && row.discrepancy().id() > afterId)
        .filter(row -> !row.repair().isEmpty())
        .limit(limit)
        .map(row -> new Repair(row.discrepancy().id(), row.repair()))
        .toList();
  }
}
