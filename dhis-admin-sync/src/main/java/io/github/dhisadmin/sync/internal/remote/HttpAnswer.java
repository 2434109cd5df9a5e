package io.github.dhisadmin.sync.internal.remote;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status of HTTP
 * @param headers by their names in lower case
 * @param body unzipped
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {

  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** A moment that a header tells, if it tells one. */
  Optional<Instant> moment(String header) {
    return header(header).flatMap(HttpAnswer::parse);
  }

  /** Whether this is a page for people, as DHIS2's interface never answers. */
  boolean isHtml() {
    return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
        || body.stripLeading().startsWith("<");
  }

  /** Not the body, which can be large and hold anything. */
  @Override
  public String toString() {
    return "status " + status;
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
