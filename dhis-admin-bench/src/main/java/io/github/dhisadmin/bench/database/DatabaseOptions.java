package io.github.dhisadmin.bench.database;

import io.github.dhisadmin.testkit.demo.Scale;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which a command is told on which database to measure. */
public final class DatabaseOptions {
  @Option(names = "--scale", description = "Size of the generated data: ${COMPLETION-CANDIDATES}.")
  private Scale scale = Scale.LARGE;

  @Mixin private ServerOptions server = new ServerOptions();

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
    return open(
        progress,
        () -> BenchmarkDatabase.embedded(scale, server.dataDirectory(), server.settings()));
  }

  /**
   * Opens the database; makes it first if it is an embedded one.
   *
   * @param name the name of the embedded one
   * @param content fills an empty database
   * @param parallelism how many sessions the library works with
   */
  public BenchmarkDatabase open(
      PrintWriter progress, String name, Consumer<DataSource> content, int parallelism) {
    return open(
        progress,
        () ->
            BenchmarkDatabase.embedded(
                name, content, server.dataDirectory(), server.settings(), parallelism));
  }

  /** How much data an embedded database has. */
  public Scale scale() {
    return scale;
  }

  private BenchmarkDatabase open(PrintWriter progress, Supplier<BenchmarkDatabase> embedded) {
    if (jdbcUrl != null) {
      return BenchmarkDatabase.external(jdbcUrl, user, System.getenv("DHIS_ADMIN_PASSWORD"));
    }
    progress.println("Starting PostgreSQL and generating the data, scale " + scale);
    return embedded.get();
  }
}
