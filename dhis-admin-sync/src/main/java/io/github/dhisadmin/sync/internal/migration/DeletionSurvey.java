package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DeletionPlan.Count;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The values at the destination that a deletion removes. */
final class DeletionSurvey {
  private final DataPlan plan;
  private final DestinationValues destination;
  private final Cancellation cancellation;

  DeletionSurvey(DataPlan plan, Dhis2Remote destination, Cancellation cancellation) {
    this.plan = plan;
    this.destination = new DestinationValues(destination);
    this.cancellation = cancellation;
  }

  /**
   * Values of some items of an item set in a period.
   *
   * @param itemSet its name
   * @param period ISO id
   * @param chunk which items of the set
   * @param values in the order of their keys
   */
  record Part(String itemSet, String period, int chunk, List<MigratedValue> values) {

    /** What tells these values from others, their content included. */
    String digest() {
      Sha256 digest = new Sha256();
      for (MigratedValue value : values) {
        digest.with(
            value.point().key(),
            Objects.requireNonNullElse(value.valueOrNull(), ""),
            Objects.requireNonNullElse(value.commentOrNull(), ""));
      }
      return digest.hex();
    }
  }

  /** Hears of the values part by part, so that they need not be in memory together. */
  @FunctionalInterface
  interface PartListener {
    void onPart(Part part);
  }

  /** Reads everything, in an order that is the same each time. */
  void read(PartListener listener) {
    for (DataItemSet itemSet : plan.itemSets()) {
      List<List<DataItem>> chunks = DataPlan.chunks(itemSet);
      for (Period period : plan.periods(itemSet)) {
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
          cancellation.check();
          listener.onPart(
              new Part(
                  itemSet.name(),
                  period.isoId(),
                  chunk,
                  destination.fetch(itemSet, period, chunks.get(chunk))));
        }
      }
    }
  }

  /** Counts everything. */
  Summary summary() {
    List<Count> counts = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    read(
        part -> {
          counts.add(new Count(part.itemSet(), part.period(), part.values().size()));
          digests.add(part.digest());
        });
    return new Summary(counts, digests);
  }

  /**
   * What is there.
   *
   * @param parts numbers of values
   * @param digests what tells them from others, part by part
   */
  record Summary(List<Count> parts, List<String> digests) {

    Summary {
      parts = List.copyOf(parts);
      digests = List.copyOf(digests);
    }

    /** Numbers by item set and period, without those of nothing. */
    List<Count> counts() {
      return parts.stream()
          .collect(
              Collectors.groupingBy(
                  each -> List.of(each.itemSet(), each.period()),
                  LinkedHashMap::new,
                  Collectors.summingLong(Count::values)))
          .entrySet()
          .stream()
          .filter(each -> each.getValue() > 0)
          .map(each -> new Count(each.getKey().get(0), each.getKey().get(1), each.getValue()))
          .toList();
    }

    /** Confirms exactly these values. */
    String token() {
      Sha256 digest = new Sha256();
      for (int i = 0; i < parts.size(); i++) {
        Count part = parts.get(i);
        digest.with(part.itemSet(), part.period(), digests.get(i));
      }
      return digest.hex();
    }
  }
}
