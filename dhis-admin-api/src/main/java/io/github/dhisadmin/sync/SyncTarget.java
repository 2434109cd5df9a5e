package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server to synchronise with, as it is stored. Its secret can be replaced and used, never read.
 *
 * @param name what people call it
 * @param url where it answers
 * @param authentication how the library proves who it is
 * @param usernameOrNull who logs in; null with a token
 * @param createdAt when it was added, by the database's clock
 * @param changedAt when its credentials were last set, by the database's clock
 */
public record SyncTarget(
    String name,
    RemoteUrl url,
    Authentication authentication,
    @Nullable String usernameOrNull,
    Instant createdAt,
    Instant changedAt) {

  /**
   * Returns the name if a target can have it.
   *
   * @throws InvalidRequestException if it cannot
   */
  public static String checkedName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,49}")) {
      throw new InvalidRequestException(
          "The name of a target has 1 to 50 letters, digits, dots, hyphens and underscores, and"
              + " begins with a letter or digit.");
    }
    return name;
  }

  /** Who logs in, if that is known. */
  public Optional<String> username() {
    return Optional.ofNullable(usernameOrNull);
  }
}
