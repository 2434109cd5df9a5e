package io.github.dhisadmin.testkit.postgres;

import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * An embedded PostgreSQL that a program starts and stops itself, with databases in DHIS2's shape.
 * Safe for several threads; {@link #close()} may be repeated.
 */
public final class EmbeddedDhis2Postgres implements AutoCloseable {
  private final EmbeddedServer server;
  private final DatabaseCatalog catalog;

  private EmbeddedDhis2Postgres(EmbeddedServer server) {
    this.server = server;
    this.catalog = new DatabaseCatalog(server.address());
  }

  /** Starts a server and waits until it accepts connections. */
  public static EmbeddedDhis2Postgres start(PostgresOptions options) {
    return new EmbeddedDhis2Postgres(EmbeddedServer.start(options));
  }

  /** Whether the server has this database, as it may when its directory was kept. */
  public boolean exists(String databaseName) {
    return catalog.exists(databaseName);
  }

  /** Opens this database, after creating it with empty DHIS2 tables when it does not exist. */
  public Dhis2Database database(String databaseName, Shape shape) {
    if (!catalog.exists(databaseName)) {
      create(databaseName, () -> SchemaScripts.of(shape).createTables(address(), databaseName));
    }
    return open(databaseName, shape);
  }

  /**
   * Opens this database, after creating and filling it when it does not exist. The content is
   * written to tables of the 2.42 shape, whichever shape is wanted; the filled tables are then
   * reshaped.
   */
  public Dhis2Database database(String databaseName, Shape shape, Consumer<DataSource> content) {
    if (!catalog.exists(databaseName)) {
      create(
          databaseName,
          () -> {
            SchemaScripts.of(Shape.V2_42).createTables(address(), databaseName);
            try (Dhis2Database empty = open(databaseName, Shape.V2_42)) {
              content.accept(empty.dataSource());
            }
            SchemaScripts.of(shape).reshapeTables(address(), databaseName);
          });
    }
    return open(databaseName, shape);
  }

  // A half-made database would look finished to the next caller
  private void create(String databaseName, Runnable filling) {
    catalog.create(databaseName, null);
    boolean filled = false;
    try {
      filling.run();
      filled = true;
    } finally {
      if (!filled) {
        catalog.drop(databaseName);
      }
    }
  }

  private Dhis2Database open(String databaseName, Shape shape) {
    TrackedDataSource dataSource =
        new TrackedDataSource(() -> address().connect(databaseName), null);
    return new Dhis2Database(databaseName, shape, address(), dataSource, () -> {});
  }

  private ServerAddress address() {
    return server.address();
  }

  /** The JDBC URL of this database, without user. */
  public String jdbcUrl(String databaseName) {
    return address().jdbcUrl(databaseName);
  }

  /** The superuser, who needs no password. */
  public String user() {
    return address().user();
  }

  /** The port on localhost. */
  public int port() {
    return server.port();
  }

  /** Stops the server and removes its directory unless that was given. */
  @Override
  public void close() {
    server.close();
  }
}
