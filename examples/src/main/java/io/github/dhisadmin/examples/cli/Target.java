package io.github.dhisadmin.examples.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that a command works on.
 *
 * @param jdbcUrl where it is, without a password
 * @param userOrNull who logs in; null leaves it to the driver, which takes the system user
 * @param dhisSchema the PostgreSQL schema that holds DHIS2's tables
 * @param adminSchema the PostgreSQL schema that holds the library's own tables
 * @param customChecksOrNull directory of the operator's integrity checks; null if there are none
 */
record Target(
    String jdbcUrl,
    @Nullable String userOrNull,
    String dhisSchema,
    String adminSchema,
    @Nullable Path customChecksOrNull) {
  static final String DEFAULT_DHIS_SCHEMA = "public";
  static final String DEFAULT_ADMIN_SCHEMA = "dhis_admin";

  /** A database without checks of its operator. */
  Target(String jdbcUrl, @Nullable String userOrNull, String dhisSchema, String adminSchema) {
    this(jdbcUrl, userOrNull, dhisSchema, adminSchema, null);
  }

  /** The same database, with the checks in this directory if one is given. */
  Target withCustomChecks(@Nullable Path directory) {
    return new Target(jdbcUrl, userOrNull, dhisSchema, adminSchema, directory);
  }

  Optional<Path> customChecks() {
    return Optional.ofNullable(customChecksOrNull);
  }

  Optional<String> user() {
    return Optional.ofNullable(userOrNull);
  }
}
