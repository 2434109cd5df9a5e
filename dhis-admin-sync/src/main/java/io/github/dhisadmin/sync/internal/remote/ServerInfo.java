package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about itself.
 *
 * @param version as in 2.42.1-SNAPSHOT; empty if it does not say
 * @param systemIdOrNull what tells it from other servers; null if the user may not know
 * @param timeOrNull what time it thinks it is; null if it does not say
 */
public record ServerInfo(
    String version, @Nullable String systemIdOrNull, @Nullable Instant timeOrNull) {
  private static final Pattern MINOR = Pattern.compile("2\\.([0-9]{2})\\b.*");
  private static final int FIRST_WITH_RELIABLE_TRACKER = 38;

  static ServerInfo read(JsonNode info, Optional<Instant> dateHeader) {
    return new ServerInfo(
        info.path("version").asText(""),
        info.path("systemId").isTextual() ? info.path("systemId").asText() : null,
        serverDate(info).or(() -> dateHeader).orElse(null));
  }

  /** The 42 of 2.42, if the version can be understood. */
  public OptionalInt minorVersion() {
    Matcher minor = MINOR.matcher(version);
    return minor.matches() ? OptionalInt.of(Integer.parseInt(minor.group(1))) : OptionalInt.empty();
  }

  /** Whether tracker objects have to go to the endpoints that 2.42 removed. */
  public boolean needsOldTracker() {
    OptionalInt minor = minorVersion();
    return minor.isPresent() && minor.getAsInt() < FIRST_WITH_RELIABLE_TRACKER;
  }

  /** What time it thinks it is, if it says so. */
  public Optional<Instant> time() {
    return Optional.ofNullable(timeOrNull);
  }

  private static Optional<Instant> serverDate(JsonNode info) {
    try {
      return Optional.of(
          LocalDateTime.parse(info.path("serverDate").asText(""))
              .atZone(ZoneId.of(info.path("serverTimeZoneId").asText("")))
              .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Who the server takes us for.
   *
   * @param username who
   * @param authorities what the user may do, under DHIS2's names
   */
  public record RemoteUser(String username, Set<String> authorities) {

    /** Copies the authorities. */
    public RemoteUser {
      authorities = Set.copyOf(authorities);
    }

    static RemoteUser read(JsonNode me) {
      Set<String> authorities = new TreeSet<>();
      me.path("authorities").forEach(authority -> authorities.add(authority.asText()));
      return new RemoteUser(me.path("username").asText(""), authorities);
    }

    /** Whether the user may do what an authority allows. */
    public boolean may(String authority) {
      return authorities.contains("ALL") || authorities.contains(authority);
    }
  }
}
