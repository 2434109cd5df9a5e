package io.github.dhisadmin.sync.spi;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A span of changes that are to be sent, in DHIS2's local time.
 *
 * @param id by which the journal knows it; 0 if it is not stored
 * @param from the first moment of the span
 * @param to the first moment after the span
 * @param positionOrNull the last row that was sent; null if none was
 */
public record SyncWindow(
    long id, LocalDateTime from, LocalDateTime to, @Nullable Position positionOrNull) {

  /** The last row that was sent. */
  public Optional<Position> position() {
    return Optional.ofNullable(positionOrNull);
  }

  /** The same after more rows were sent. */
  public SyncWindow at(Position position) {
    return new SyncWindow(id, from, to, position);
  }

  /**
   * A place in the order of rows, which no other row has.
   *
   * @param changedAt when the row was last changed, to the microsecond
   * @param ids the primary key of the row
   */
  public record Position(LocalDateTime changedAt, List<Long> ids) {

    /** Copies the key. */
    public Position {
      ids = List.copyOf(ids);
    }
  }
}
