package io.github.dhisadmin.testkit.postgres;

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
      catalog.create(databaseName, null);
      SchemaScripts.of(shape).applyTo(server.address(), databaseName);
    }
    TrackedDataSource dataSource =
        new TrackedDataSource(() -> server.address().connect(databaseName), null);
    return new Dhis2Database(databaseName, shape, server.address(), dataSource, () -> {});
  }

  /** The JDBC URL of this database, without user. */
  public String jdbcUrl(String databaseName) {
    return server.address().jdbcUrl(databaseName);
  }

  /** The superuser, who needs no password. */
  public String user() {
    return server.address().user();
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
