package io.github.dhisadmin.sync.spi;

import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.RemoteUrl;
import org.jspecify.annotations.Nullable;

/**
 * A target that is to be stored.
 *
 * @param name not yet taken
 * @param url where it answers
 * @param login how the library logs in
 */
public record NewTarget(String name, RemoteUrl url, Login login) {

  /**
   * How the library logs in.
   *
   * @param authentication by which means
   * @param usernameOrNull as whom; null with a token
   * @param envelope the encrypted secret
   */
  public record Login(
      Authentication authentication, @Nullable String usernameOrNull, String envelope) {

    /** Without the envelope, which is nobody's business. */
    @Override
    public String toString() {
      return authentication + " " + usernameOrNull;
    }
  }
}
