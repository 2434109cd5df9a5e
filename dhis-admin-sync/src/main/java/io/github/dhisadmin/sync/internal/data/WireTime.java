package io.github.dhisadmin.sync.internal.data;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Moments as DHIS2 writes them. Its database holds them in the zone of the server.
 *
 * @param zone of the server
 */
record WireTime(ZoneId zone) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

  /** A moment that means the same everywhere, as data values have. */
  String withOffset(LocalDateTime time) {
    return WITH_OFFSET.format(time.atZone(zone));
  }

  /** A moment on the clock on the wall, as the tracker has. */
  static @Nullable String local(@Nullable LocalDateTime time) {
    return time == null ? null : LOCAL.format(time);
  }
}
