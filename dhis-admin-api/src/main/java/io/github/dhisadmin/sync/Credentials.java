package io.github.dhisadmin.sync;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.secret.Secret;
import java.nio.CharBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What another server is shown.
 *
 * @param authentication how
 * @param usernameOrNull who logs in; null with a token, which says that itself
 * @param secret password or token
 */
public record Credentials(
    Authentication authentication, @Nullable String usernameOrNull, Secret secret) {

  /** Refuses a password without a user, and a user name that HTTP cannot carry. */
  public Credentials {
    if (authentication == Authentication.BASIC
        && (usernameOrNull == null || usernameOrNull.isBlank() || usernameOrNull.contains(":"))) {
      throw new InvalidRequestException(
          "A password needs a user name, which must not contain a colon.");
    }
    if (authentication == Authentication.TOKEN && !secret.use(Credentials::fitsIntoAHeader)) {
      throw new InvalidRequestException(
          "A token has visible ASCII characters only, such as letters, digits and underscores.");
    }
  }

  /** User name and password. */
  public static Credentials basic(String username, Secret password) {
    return new Credentials(Authentication.BASIC, username, password);
  }

  /** A personal access token. */
  public static Credentials token(Secret token) {
    return new Credentials(Authentication.TOKEN, null, token);
  }

  private static boolean fitsIntoAHeader(char[] token) {
    return CharBuffer.wrap(token).chars().allMatch(character -> character > ' ' && character < 127);
  }

  /** Who logs in, if that is known. */
  public Optional<String> username() {
    return Optional.ofNullable(usernameOrNull);
  }
}
