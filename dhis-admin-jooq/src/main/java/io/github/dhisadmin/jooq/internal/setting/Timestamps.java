package io.github.dhisadmin.jooq.internal.setting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** The forms in which DHIS2 versions have stored moments as setting text. */
final class Timestamps {
  private static final DateTimeFormatter WITH_SHORT_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]Z", Locale.ROOT);

  private Timestamps() {}

  static Optional<LocalDateTime> parse(String text) {
    if (text.matches("[0-9]{10,15}")) {
      return Optional.of(
          LocalDateTime.ofInstant(
              Instant.ofEpochMilli(Long.parseLong(text)), ZoneId.systemDefault()));
    }
    try {
      return Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeParseException local) {
      return parseWithOffset(text);
    }
  }

  private static Optional<LocalDateTime> parseWithOffset(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, WITH_SHORT_OFFSET).toLocalDateTime());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
