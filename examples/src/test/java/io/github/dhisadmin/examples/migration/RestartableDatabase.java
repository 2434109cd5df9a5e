package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.EmbeddedDhis2Postgres;
import io.github.dhisadmin.testkit.postgres.PostgresOptions;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the test's own with one database, which can be restarted under those who use it.
 */
final class RestartableDatabase implements AutoCloseable {
  private static final String NAME = "dhis2";

  private final Path directory;
  private final PostgresOptions options;
  private final Dhis2Database database;
  private EmbeddedDhis2Postgres server;

  private RestartableDatabase(Path directory) {
    this.directory = directory;
    PostgresOptions first = PostgresOptions.defaults().withDirectory(directory);
    this.server = EmbeddedDhis2Postgres.start(first);
    this.options = first.withPort(server.port());
    this.database = server.database(NAME, Shape.V2_42);
    database.close();
  }

  /** Starts one below a directory. */
  static RestartableDatabase start(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new RestartableDatabase(
        Files.createTempDirectory(parent.toAbsolutePath(), "postgresql"));
  }

  /** Where it is; its own connections are closed. */
  Dhis2Database database() {
    return database;
  }

  /** New connections each time, as those of a pool do not survive. */
  DataSource dataSource() {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(database.jdbcUrl());
    connections.setUser(database.user());
    return connections;
  }

  /** Ends all sessions and refuses new ones, and starts again with what was committed. */
  void restart() {
    server.close();
    server = EmbeddedDhis2Postgres.start(options);
  }

  void execute(String sql) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
