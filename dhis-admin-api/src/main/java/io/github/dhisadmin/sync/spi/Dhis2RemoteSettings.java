package io.github.dhisadmin.sync.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DHIS2's own settings of the server it synchronises with.
 *
 * @param urlOrNull {@code keyRemoteInstanceUrl}
 * @param usernameOrNull {@code keyRemoteInstanceUsername}
 * @param passwordOrNull {@code keyRemoteInstancePassword}, as DHIS2 encrypted it
 */
public record Dhis2RemoteSettings(
    @Nullable String urlOrNull, @Nullable String usernameOrNull, @Nullable String passwordOrNull) {

  /** Where the server answers. */
  public Optional<String> url() {
    return Optional.ofNullable(urlOrNull);
  }

  /** Who logs in. */
  public Optional<String> username() {
    return Optional.ofNullable(usernameOrNull);
  }

  /** The password, as DHIS2 encrypted it. */
  public Optional<String> password() {
    return Optional.ofNullable(passwordOrNull);
  }

  /** Without the password, even though it is encrypted. */
  @Override
  public String toString() {
    return urlOrNull + " " + usernameOrNull;
  }
}
