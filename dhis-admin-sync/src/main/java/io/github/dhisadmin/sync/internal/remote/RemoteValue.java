package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.spi.OutgoingValue.Point;
import org.jspecify.annotations.Nullable;

/**
 * A data value as a server holds it.
 *
 * @param point what it is the value of; option combinations are empty where the server names none,
 *     as in aggregates
 * @param valueOrNull the value; null if it only has a comment
 * @param commentOrNull what was remarked
 * @param followUp whether somebody has to look at it
 */
public record RemoteValue(
    Point point, @Nullable String valueOrNull, @Nullable String commentOrNull, boolean followUp) {

  /** Which value it is, as values of this DHIS2 are named. */
  public String key() {
    return point.key();
  }
}
