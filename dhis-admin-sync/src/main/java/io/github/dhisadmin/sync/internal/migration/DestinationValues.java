package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import io.github.dhisadmin.sync.internal.remote.RawValueQuery;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values of a destination, read as they were entered: analytics tables would not tell of those that
 * came after them. Of aggregates, those of units of the level are meant, in the hierarchy of the
 * destination; what was entered above or below is nothing that a migration brings or removes. For
 * one thread.
 */
final class DestinationValues {
  private final Dhis2Remote destination;
  private final Map<Place, Set<String>> units = new HashMap<>();

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

  private boolean isMeant(DataItemSet itemSet, List<DataItem> items, Point point) {
    return names(items, point)
        && hasAttribute(itemSet, point)
        && (itemSet.origin() == DataOrigin.RAW_VALUES
            || units
                .computeIfAbsent(itemSet.place(), this::units)
                .contains(point.organisationUnit()));
  }

  private Set<String> units(Place place) {
    String within = "/" + place.organisationUnit() + "/";
    return destination
        .metadata()
        .objects(
            new ObjectQuery(
                MetadataFields.UNITS, "level", List.of(String.valueOf(place.level())), "id,path"))
        .stream()
        .filter(unit -> (unit.path("path").asText() + "/").contains(within))
        .map(unit -> unit.path("id").asText())
        .collect(Collectors.toSet());
  }

  private static boolean names(List<DataItem> items, Point point) {
    return items.stream()
        .anyMatch(
            item ->
                item.destinationElement().equals(point.dataElement())
                    && item.destinationCombo()
                        .map(point.categoryOptionCombo()::equals)
                        .orElse(true));
  }

  private static boolean hasAttribute(DataItemSet itemSet, Point point) {
    return itemSet
        .attributeFilter()
        .map(filter -> filter.optionCombos().containsValue(point.attributeOptionCombo()))
        .orElse(true);
  }
}
