package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.sync.internal.migration.DownloadDocument.Attribute;
import io.github.dhisadmin.sync.internal.remote.RemoteValue;
import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns values of the source into values of the destination. */
final class ValueTranslation {
  private final DownloadDocument document;

  ValueTranslation(DownloadDocument document) {
    this.document = document;
  }

  /**
   * Translates values; those of items that were not asked for are left out.
   *
   * @throws RefusedException if two values would become one, of which either would be lost
   */
  List<MigratedValue> translate(List<RemoteValue> values) {
    Map<Point, MigratedValue> translated = new LinkedHashMap<>();
    for (RemoteValue value : values) {
      Optional<MigratedValue> one = translate(value);
      if (one.isPresent()) {
        MigratedValue before = translated.putIfAbsent(one.get().point(), one.get());
        if (before != null && !before.equals(one.get())) {
          throw new RefusedException(
              TaskProblem.of(
                  "AMBIGUOUS_MAPPING",
                  "Two values of the source become "
                      + one.get().point().key()
                      + " at the destination; map their items apart."),
              false);
        }
      }
    }
    return List.copyOf(translated.values());
  }

  private Optional<MigratedValue> translate(RemoteValue value) {
    return item(value.point()).map(item -> translate(value, item));
  }

  /** An item with an option combination goes before its data element. */
  private Optional<DataItem> item(Point point) {
    String element = point.dataElement();
    String operand = element + "." + point.categoryOptionCombo();
    @Nullable String destination = document.items().get(operand);
    if (destination != null) {
      return Optional.of(new DataItem(operand, destination));
    }
    return Optional.ofNullable(document.items().get(element))
        .map(known -> new DataItem(element, known));
  }

  private MigratedValue translate(RemoteValue value, DataItem item) {
    Point point = value.point();
    @Nullable Attribute attribute = document.attributeOrNull();
    boolean raw = document.origin() == DataOrigin.RAW_VALUES;
    return new MigratedValue(
        new Point(
            item.destinationElement(),
            point.period(),
            point.organisationUnit(),
            item.destinationCombo().orElse(point.categoryOptionCombo()),
            attribute == null ? point.attributeOptionCombo() : attribute.optionCombo()),
        value.valueOrNull(),
        // DHIS2 remarks "[aggregated]" on each aggregate.
        raw ? value.commentOrNull() : null,
        raw && value.followUp());
  }
}
