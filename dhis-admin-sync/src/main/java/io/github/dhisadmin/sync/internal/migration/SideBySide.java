package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.Discrepancy;
import io.github.dhisadmin.migration.Discrepancy.Kind;
import io.github.dhisadmin.migration.Tolerance;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.spi.DiscrepancyStore.Found;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that are to be at a destination beside those that are there. An option combination that is
 * empty is the default one there, whatever its uid.
 */
final class SideBySide {
  private final String itemSet;
  private final Tolerance tolerance;
  private final Map<Point, MigratedValue> there = new LinkedHashMap<>();
  private final Map<Place, List<Point>> places = new HashMap<>();
  private final List<Found> found = new ArrayList<>();
  private final ValueTotals source = new ValueTotals();
  private final ValueTotals destination = new ValueTotals();
  private long matched;

  /** Where values lie that differ in their option combinations only. */
  private record Place(String dataElement, String period, String organisationUnit) {

    private static Place of(Point point) {
      return new Place(point.dataElement(), point.period(), point.organisationUnit());
    }
  }

  SideBySide(String itemSet, Tolerance tolerance) {
    this.itemSet = itemSet;
    this.tolerance = tolerance;
  }

  /** Compares; to be called once. */
  List<Found> compare(List<MigratedValue> expected, List<MigratedValue> actual) {
    for (MigratedValue value : actual) {
      destination.add(value.point(), value.valueOrNull());
      there.put(value.point(), value);
      places
          .computeIfAbsent(Place.of(value.point()), place -> new ArrayList<>())
          .add(value.point());
    }
    expected.forEach(this::compare);
    there
        .values()
        .forEach(left -> add(Kind.MISSING_AT_SOURCE, left.point(), null, left.valueOrNull()));
    return List.copyOf(found);
  }

  /** How many values both sides hold alike. */
  long matched() {
    return matched;
  }

  /** What the source holds, under the destination's names where that has a counterpart. */
  TransferTotals source() {
    return source.total();
  }

  /** What the destination holds. */
  TransferTotals destination() {
    return destination.total();
  }

  private void compare(MigratedValue value) {
    List<Point> candidates = candidates(value.point());
    // A default option combination is spelled out at the destination only.
    source.add(candidates.size() == 1 ? candidates.get(0) : value.point(), value.valueOrNull());
    if (candidates.isEmpty()) {
      add(Kind.MISSING_AT_DESTINATION, value.point(), value, null);
      return;
    }
    List<MigratedValue> values =
        candidates.stream().map(point -> Objects.requireNonNull(there.remove(point))).toList();
    String content = content(value);
    if (values.size() > 1) {
      add(Kind.NOT_COMPARABLE, value.point(), value, null);
    } else if (tolerance.accepts(content, content(values.get(0)))) {
      matched++;
    } else {
      add(Kind.VALUE_DIFFERS, values.get(0).point(), value, values.get(0).valueOrNull());
    }
  }

  private List<Point> candidates(Point point) {
    if (there.containsKey(point)) {
      return List.of(point);
    }
    return places.getOrDefault(Place.of(point), List.of()).stream()
        .filter(there::containsKey)
        .filter(each -> fits(point.categoryOptionCombo(), each.categoryOptionCombo()))
        .filter(each -> fits(point.attributeOptionCombo(), each.attributeOptionCombo()))
        .toList();
  }

  private static boolean fits(String wanted, String combo) {
    return wanted.isEmpty() || wanted.equals(combo);
  }

  private void add(
      Kind kind, Point point, @Nullable MigratedValue source, @Nullable String destination) {
    boolean repairable = kind == Kind.MISSING_AT_DESTINATION || kind == Kind.VALUE_DIFFERS;
    found.add(
        new Found(
            new Discrepancy(
                0,
                itemSet,
                kind,
                new Discrepancy.Point(
                    point.dataElement(),
                    point.period(),
                    point.organisationUnit(),
                    point.categoryOptionCombo(),
                    point.attributeOptionCombo()),
                source == null ? null : source.valueOrNull(),
                destination),
            source != null && repairable ? TaskDocuments.write(source) : ""));
  }

  private static String content(MigratedValue value) {
    return Objects.requireNonNullElse(value.valueOrNull(), "");
  }
}
