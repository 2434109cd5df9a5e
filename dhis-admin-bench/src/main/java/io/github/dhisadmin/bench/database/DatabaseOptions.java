package io.github.dhisadmin.bench.database;

import io.github.dhisadmin.testkit.demo.Scale;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command is told on which database to measure. */
public final class DatabaseOptions {
  @Option(names = "--scale", description = "Size of the generated data: ${COMPLETION-CANDIDATES}.")
  private Scale scale = Scale.LARGE;

  @Option(
      names = "--data-directory",
      description =
          "Keeps the embedded server's data here, so that the next run need not generate it.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--server-setting",
      description = "A setting of the embedded server, as NAME=VALUE.")
  private Map<String, String> serverSettings = new LinkedHashMap<>();

  @Option(
      names = "--jdbc-url",
      description =
          "Measures on this database, which is overwritten, and not on an embedded one. The"
              + " password is read from DHIS_ADMIN_PASSWORD.")
  private @Nullable String jdbcUrl;

  @Option(names = "--user", description = "The user of --jdbc-url.")
  private String user = "dhis";

  /** Opens the database; makes it first if it is an embedded one. */
  public BenchmarkDatabase open(PrintWriter progress) {
    if (jdbcUrl != null) {
      return BenchmarkDatabase.external(jdbcUrl, user, System.getenv("DHIS_ADMIN_PASSWORD"));
    }
    progress.println("Starting PostgreSQL and generating the data, scale " + scale);
    return BenchmarkDatabase.embedded(scale, dataDirectory, serverSettings);
  }
}
