package io.github.dhisadmin.examples.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class CommonOptions {
  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The DHIS2 database, as in jdbc:postgresql://host:5432/dhis2.")
  private @Nullable String jdbcUrl;

  @Option(
      names = "--user",
      paramLabel = "U",
      scope = ScopeType.INHERIT,
      description =
          "Who logs in. The password comes from DHIS_ADMIN_PASSWORD or is asked for when the server"
              + " wants one.")
  private @Nullable String user;

  @Option(
      names = "--format",
      paramLabel = "text|json|html|csv|junit",
      scope = ScopeType.INHERIT,
      description =
          "Text for people (default), or exactly one JSON document on standard output; integrity"
              + " runs also as one HTML page or as JUnit XML, comparisons of servers also as one"
              + " HTML page or as CSV.")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--dhis-schema",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "PostgreSQL schema of DHIS2's tables (default: public).")
  private String dhisSchema = Target.DEFAULT_DHIS_SCHEMA;

  @Option(
      names = "--admin-schema",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "PostgreSQL schema of dhis-admin's own tables (default: dhis_admin).")
  private String adminSchema = Target.DEFAULT_ADMIN_SCHEMA;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explains the command and its options.")
  @SuppressWarnings("unused") // picocli answers it before a command is called
  private boolean helpRequested;

  OutputFormat format() {
    return format;
  }

  /** The database to work on, which these commands cannot do without. */
  Target target() {
    if (jdbcUrl == null) {
      throw new UsageException(
          "Name the database with --jdbc-url; 'dhis-admin demo-database' starts one to try.");
    }
    if (jdbcUrl.toLowerCase(Locale.ROOT).matches(".*[?&]password=.*")) {
      throw new UsageException(
          "A password in --jdbc-url can be read by every user of this machine; leave it out and set"
              + " DHIS_ADMIN_PASSWORD.");
    }
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new UsageException(
          "--jdbc-url must begin with jdbc:postgresql:, as in jdbc:postgresql://host:5432/dhis2.");
    }
    return new Target(jdbcUrl, user, dhisSchema, adminSchema);
  }
}
