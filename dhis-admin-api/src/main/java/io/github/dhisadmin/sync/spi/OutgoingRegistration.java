package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.spi.SyncWindow.Position;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A complete data set registration that is to be sent, perhaps one that was taken back.
 *
 * @param position where it stands in the order of rows
 * @param point what is complete
 * @param dateOrNull since when
 * @param completed whether it still is
 * @param storedByOrNull who said so
 * @param lastUpdatedByOrNull who said so last
 */
public record OutgoingRegistration(
    Position position,
    Point point,
    @Nullable LocalDate dateOrNull,
    boolean completed,
    @Nullable String storedByOrNull,
    @Nullable String lastUpdatedByOrNull)
    implements OutgoingRow {

  @Override
  public String key() {
    return String.join(
        ".",
        point.dataSet(),
        point.period(),
        point.organisationUnit(),
        point.attributeOptionCombo());
  }

  /** What is complete: uids, and an ISO period. */
  public record Point(
      String dataSet, String period, String organisationUnit, String attributeOptionCombo) {}
}
