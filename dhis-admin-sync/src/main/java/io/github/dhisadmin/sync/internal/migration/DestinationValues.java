package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.RawValueQuery;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Values of a destination, read as they were entered: analytics tables would not tell of those that
 * came after them.
 */
final class DestinationValues {
  private final Dhis2Remote destination;

  DestinationValues(Dhis2Remote destination) {
    this.destination = destination;
  }

  /** Values of some items of an item set in a period, in the order of their keys. */
  List<MigratedValue> fetch(DataItemSet itemSet, Period period, List<DataItem> items) {
    List<String> elements = items.stream().map(DataItem::destinationElement).distinct().toList();
    return destination
        .values(
            new RawValueQuery(
                elements, List.of(period.isoId()), itemSet.place().organisationUnit()))
        .stream()
        .map(MigratedValue::of)
        .filter(value -> value.point().period().equals(period.isoId()))
        .filter(value -> isMeant(itemSet, items, value.point()))
        .sorted(Comparator.comparing(value -> value.point().key()))
        .toList();
  }

  private static boolean isMeant(DataItemSet itemSet, List<DataItem> items, Point point) {
    Optional<Collection<String>> attributes =
        itemSet.attributeFilter().map(filter -> filter.optionCombos().values());
    return items.stream()
            .anyMatch(
                item ->
                    item.destinationElement().equals(point.dataElement())
                        && item.destinationCombo()
                            .map(point.categoryOptionCombo()::equals)
                            .orElse(true))
        && attributes.map(each -> each.contains(point.attributeOptionCombo())).orElse(true);
  }
}
