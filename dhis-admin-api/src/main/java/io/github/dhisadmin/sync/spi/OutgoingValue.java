package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A data value that is to be sent, perhaps a deleted one.
 *
 * @param position where it stands in the order of rows
 * @param point what it is the value of
 * @param entry what was entered
 * @param deleted whether it was deleted
 * @param origin who entered it, and when
 */
public record OutgoingValue(
    Position position, Point point, Entry entry, boolean deleted, Origin origin)
    implements OutgoingRow {

  @Override
  public String key() {
    return point.key();
  }

  /** What a value is the value of: uids, and an ISO period. */
  public record Point(
      String dataElement,
      String period,
      String organisationUnit,
      String categoryOptionCombo,
      String attributeOptionCombo) {

    /** All of them, as a value is named. */
    public String key() {
      return String.join(
          ".", dataElement, period, organisationUnit, categoryOptionCombo, attributeOptionCombo);
    }
  }

  /**
   * What was entered.
   *
   * @param contentOrNull the value; null if it only has a comment
   * @param commentOrNull what was remarked
   * @param followUp whether somebody has to look at it
   * @param file whether the value is the uid of a file, which is kept elsewhere
   */
  public record Entry(
      @Nullable String contentOrNull,
      @Nullable String commentOrNull,
      boolean followUp,
      boolean file) {}

  /**
   * Who entered a value, and when, in DHIS2's local time.
   *
   * @param storedByOrNull who
   * @param created when it was first entered
   */
  public record Origin(@Nullable String storedByOrNull, LocalDateTime created) {}
}
