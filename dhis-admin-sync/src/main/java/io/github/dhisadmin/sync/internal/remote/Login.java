package io.github.dhisadmin.sync.internal.remote;

import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.internal.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What a server is shown with each request; it is a text no longer than the request. */
final class Login {
  private Login() {}

  /** The value of the header. */
  static String header(Credentials credentials) {
    return credentials
        .secret()
        .use(
            secret ->
                credentials.authentication() == Authentication.TOKEN
                    ? "ApiToken " + String.valueOf(secret)
                    : "Basic " + encoded(credentials, secret));
  }

  /** User name and password as they go over the wire; the bytes they were are wiped. */
  static String encoded(Credentials credentials, char[] secret) {
    byte[] user = (credentials.username().orElse("") + ":").getBytes(StandardCharsets.UTF_8);
    byte[] password = SecretBytes.utf8(secret);
    byte[] pair = Arrays.copyOf(user, user.length + password.length);
    try {
      System.arraycopy(password, 0, pair, user.length, password.length);
      return Base64.getEncoder().encodeToString(pair);
    } finally {
      Arrays.fill(password, (byte) 0);
      Arrays.fill(pair, (byte) 0);
    }
  }
}
