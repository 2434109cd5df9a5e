package io.github.dhisadmin.testkit.remote;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Basic authentication. */
final class Basic {
  private Basic() {}

  static String header(String userAndPassword) {
    return "Basic "
        + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }
}
