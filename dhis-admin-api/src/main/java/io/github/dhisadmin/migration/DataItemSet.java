package io.github.dhisadmin.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.period.PeriodType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data items that are migrated together. Immutable.
 *
 * @param name what people call it, unique within its configuration
 * @param origin where the values come from
 * @param periodType of the values
 * @param place at which organisation units
 * @param items which values, and how they are called at the destination
 * @param attributeFilterOrNull takes values of analytics apart by attribute; null for those without
 */
public record DataItemSet(
    String name,
    DataOrigin origin,
    PeriodType periodType,
    Place place,
    List<DataItem> items,
    @Nullable AttributeFilter attributeFilterOrNull) {

  /** Refuses what could not be migrated. */
  public DataItemSet {
    MigrationConfiguration.checkedName(name);
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new InvalidRequestException("Name at least one data item.");
    }
    Set<String> sources = new HashSet<>();
    for (DataItem item : items) {
      if (!sources.add(item.source())) {
        throw new InvalidRequestException(
            "The item "
                + item.source()
                + " is named twice; its values would overwrite each other.");
      }
    }
    if (origin == DataOrigin.RAW_VALUES && attributeFilterOrNull != null) {
      throw new InvalidRequestException(
          "Values as they were entered keep their attributes; a filter is for analytics.");
    }
  }

  /** What takes values apart by attribute. */
  public Optional<AttributeFilter> attributeFilter() {
    return Optional.ofNullable(attributeFilterOrNull);
  }

  /**
   * Organisation units.
   *
   * @param organisationUnit uid of the unit that holds them
   * @param level of the units whose aggregates are taken; for values as they were entered all units
   *     below count, and the level is not looked at
   */
  public record Place(String organisationUnit, int level) {

    /** Wants a uid and a level. */
    public Place {
      if (!organisationUnit.matches("[A-Za-z][A-Za-z0-9]{10}")) {
        throw new InvalidRequestException(
            "'" + organisationUnit + "' is not the uid of an organisation unit.");
      }
      if (level < 1) {
        throw new InvalidRequestException("Levels begin at 1, not at " + level + ".");
      }
    }
  }
}
