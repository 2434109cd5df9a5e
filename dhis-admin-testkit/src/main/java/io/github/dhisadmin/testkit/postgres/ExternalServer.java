package io.github.dhisadmin.testkit.postgres;

import java.util.Optional;

/**
 * Reads from system properties which running server the tests shall use instead of an embedded one.
 */
final class ExternalServer {
  static final String URL_PROPERTY = "dhisadmin.test.jdbcUrl";
  static final String USER_PROPERTY = "dhisadmin.test.user";
  static final String PASSWORD_PROPERTY = "dhisadmin.test.password";

  private ExternalServer() {}

  static Optional<ServerAddress> fromSystemProperties() {
    String url = System.getProperty(URL_PROPERTY);
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        ServerAddress.parse(
            url,
            System.getProperty(USER_PROPERTY, "postgres"),
            System.getProperty(PASSWORD_PROPERTY)));
  }
}
