package io.github.dhisadmin.migration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that source and destination do not hold alike.
 *
 * @param id grows from one to the next, for paging
 * @param itemSet name of the item set it belongs to
 * @param kind what is wrong
 * @param point which value, in uids of the destination
 * @param sourceValueOrNull what the source holds; null if nothing
 * @param destinationValueOrNull what the destination holds; null if nothing
 */
public record Discrepancy(
    long id,
    String itemSet,
    Kind kind,
    Point point,
    @Nullable String sourceValueOrNull,
    @Nullable String destinationValueOrNull) {

  /** What the source holds. */
  public Optional<String> sourceValue() {
    return Optional.ofNullable(sourceValueOrNull);
  }

  /** What the destination holds. */
  public Optional<String> destinationValue() {
    return Optional.ofNullable(destinationValueOrNull);
  }

  /** What can be wrong. */
  public enum Kind {
    /** The source has a value that the destination lacks. */
    MISSING_AT_DESTINATION,
    /** The destination has a value that the source lacks. */
    MISSING_AT_SOURCE,
    /** Both have a value, and they differ by more than is tolerated. */
    VALUE_DIFFERS,
    /** The destination has several values where the source's aggregate is one. */
    NOT_COMPARABLE
  }

  /**
   * Which value.
   *
   * @param dataElement uid
   * @param period ISO id
   * @param organisationUnit uid
   * @param categoryOptionCombo uid; empty for the default one
   * @param attributeOptionCombo uid; empty for the default one
   */
  public record Point(
      String dataElement,
      String period,
      String organisationUnit,
      String categoryOptionCombo,
      String attributeOptionCombo) {}
}
