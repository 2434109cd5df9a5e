package io.github.dhisadmin.examples.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that a command works on.
 *
 * @param jdbcUrl where it is, without a password
 * @param userOrNull who logs in; null leaves it to the driver, which takes the system user
 * @param dhisSchema the PostgreSQL schema that holds DHIS2's tables
 * @param adminSchema the PostgreSQL schema that holds the library's own tables
 */
record Target(String jdbcUrl, @Nullable String userOrNull, String dhisSchema, String adminSchema) {
  static final String DEFAULT_DHIS_SCHEMA = "public";
  static final String DEFAULT_ADMIN_SCHEMA = "dhis_admin";

  Optional<String> user() {
    return Optional.ofNullable(userOrNull);
  }
}
